-- Codes of a codebook instead of narratives alone, claims, versions of texts, and steps that can be taken back.
ALTER TABLE transcript ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE turn ADD COLUMN at_ms BIGINT;

-- Later versions of a text; the first stands in transcript. A version never changes.
CREATE TABLE text_version (
    transcript UUID NOT NULL REFERENCES transcript (id),
    number BIGINT NOT NULL CHECK (number > 1),
    text TEXT NOT NULL,
    characters BIGINT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (transcript, number)
);

CREATE TRIGGER text_version_never_changes BEFORE UPDATE ON text_version
    FOR EACH ROW EXECUTE FUNCTION refuse('A version of a text is never changed; a correction is a new version.');

CREATE TABLE coding_with_code (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    version BIGINT NOT NULL,
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    code TEXT NOT NULL,
    polarity TEXT CHECK (polarity IN ('loss', 'gain', 'neutral')),
    about_organisation UUID REFERENCES organisation (id),
    about_sector TEXT,
    stated_label TEXT,
    stated_organisation UUID REFERENCES organisation (id),
    stated_level TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at BIGINT NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point),
    CHECK (about_organisation IS NULL OR about_sector IS NULL)
);

INSERT INTO coding_with_code (id, transcript, version, start_point, end_point, code, polarity, about_organisation,
    about_sector, permission, coder, coded_at, memo)
SELECT id, transcript, 1, start_point, end_point,
    'narrative:' || narrative || CASE WHEN facet IS NULL THEN '' ELSE '/' || facet END, polarity, about_organisation,
    about_sector, permission, coder, coded_at, memo
FROM coding;

DROP TABLE coding;
ALTER TABLE coding_with_code RENAME TO coding;
CREATE INDEX coding_of_transcript ON coding (transcript, start_point);

-- What a speaker says leads to what.
CREATE TABLE claim (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    version BIGINT NOT NULL,
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    cause TEXT NOT NULL,
    sign TEXT NOT NULL CHECK (sign IN ('more', 'less')),
    effect TEXT NOT NULL,
    holds_when TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at BIGINT NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point)
);

CREATE INDEX claim_of_transcript ON claim (transcript, start_point);

-- Every change of a codebook in order. The codebook is the framework with the changes that were not taken back.
CREATE TABLE codebook_change (
    network UUID NOT NULL REFERENCES network (id),
    number BIGINT NOT NULL,
    change TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    undone_by TEXT,
    undone_at BIGINT,
    PRIMARY KEY (network, number)
);

-- What a coder did in a text, so that it can be taken back: what was there before and after, as JSON.
CREATE TABLE coding_step (
    transcript UUID NOT NULL REFERENCES transcript (id),
    coder TEXT NOT NULL,
    number BIGINT NOT NULL,
    step TEXT NOT NULL,
    undone BOOLEAN NOT NULL,
    PRIMARY KEY (transcript, coder, number)
);
