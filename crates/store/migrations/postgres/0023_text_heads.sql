-- Which version a text has, read without the words: on disk they stand before these columns, and reading past five
-- megabytes of them takes longer than coding a passage.
CREATE INDEX transcript_head ON transcript (id, version, added);
CREATE INDEX text_version_head ON text_version (transcript, number, made_at);
