-- Codes of a codebook instead of narratives alone, claims, versions of texts, and steps that can be taken back.
ALTER TABLE transcript ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE turn ADD COLUMN at_ms INTEGER;

-- Later versions of a text; the first stands in transcript. A version never changes.
CREATE TABLE text_version (
    transcript BLOB NOT NULL REFERENCES transcript (id),
    number INTEGER NOT NULL CHECK (number > 1),
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (transcript, number)
) STRICT;

CREATE TRIGGER text_version_never_changes BEFORE UPDATE ON text_version
BEGIN
    SELECT RAISE(ABORT, 'A version of a text is never changed; a correction is a new version.');
END;

CREATE TABLE coding_with_code (
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    version INTEGER NOT NULL,
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    code TEXT NOT NULL,
    polarity TEXT CHECK (polarity IN ('loss', 'gain', 'neutral')),
    about_organisation BLOB REFERENCES organisation (id),
    about_sector TEXT,
    stated_label TEXT,
    stated_organisation BLOB REFERENCES organisation (id),
    stated_level TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at INTEGER NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point),
    CHECK (about_organisation IS NULL OR about_sector IS NULL)
) STRICT;

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
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    version INTEGER NOT NULL,
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    cause TEXT NOT NULL,
    sign TEXT NOT NULL CHECK (sign IN ('more', 'less')),
    effect TEXT NOT NULL,
    holds_when TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at INTEGER NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point)
) STRICT;

CREATE INDEX claim_of_transcript ON claim (transcript, start_point);

-- Every change of a codebook in order. The codebook is the framework with the changes that were not taken back.
CREATE TABLE codebook_change (
    network BLOB NOT NULL REFERENCES network (id),
    number INTEGER NOT NULL,
    change TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    undone_by TEXT,
    undone_at INTEGER,
    PRIMARY KEY (network, number)
) STRICT;

-- What a coder did in a text, so that it can be taken back: what was there before and after, as JSON.
CREATE TABLE coding_step (
    transcript BLOB NOT NULL REFERENCES transcript (id),
    coder TEXT NOT NULL,
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    PRIMARY KEY (transcript, coder, number)
) STRICT;
