-- Member checking. What speakers say of stretches of their own words; the private links with which they say it; and a
-- second reader's word on a coding. Tokens and PINs are stored as hashes.
CREATE TABLE speaker_statement (
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    version INTEGER NOT NULL,
    label TEXT NOT NULL,
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    amended TEXT,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    reworded INTEGER NOT NULL CHECK (reworded IN (0, 1)),
    stated_at INTEGER NOT NULL,
    CHECK (start_point >= 0 AND start_point < end_point)
) STRICT;

CREATE INDEX statement_of_transcript ON speaker_statement (transcript, label, start_point);

CREATE TABLE check_link (
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    pin_hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    opened_on TEXT,
    finished_on TEXT,
    UNIQUE (transcript, label)
) STRICT;

CREATE TABLE check_session (
    token_hash TEXT PRIMARY KEY,
    link BLOB NOT NULL REFERENCES check_link (id),
    seen INTEGER NOT NULL
) STRICT;

-- How often something was taken back from what is worked out of a kind: a release worked out before is not kept.
CREATE TABLE taken_back (
    network BLOB NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (network, kind)
) STRICT;

-- A coding that is taken out and put back keeps the second reader's word, so it does not refer to the table.
CREATE TABLE confirmation (
    coding BLOB NOT NULL,
    reader TEXT NOT NULL,
    name TEXT,
    agrees INTEGER NOT NULL CHECK (agrees IN (0, 1)),
    reason TEXT,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (coding, reader)
) STRICT;
