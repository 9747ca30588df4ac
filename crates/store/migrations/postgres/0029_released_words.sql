-- Free words of a round: what of them may be shown, where the custodian took words out. What was written stays beside it.
ALTER TABLE survey_comment ADD COLUMN released_words TEXT;
-- How often it was decided whether they may be shown; 0 while nobody has read them.
ALTER TABLE survey_comment ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
