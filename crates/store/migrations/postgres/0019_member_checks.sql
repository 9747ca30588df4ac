-- Member checking. What speakers say of stretches of their own words; the private links with which they say it; and a
-- second reader's word on a coding. Tokens and PINs are stored as hashes.
CREATE TABLE speaker_statement (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    version BIGINT NOT NULL,
    label TEXT NOT NULL,
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    amended TEXT,
    withdrawn BOOLEAN NOT NULL,
    reworded BOOLEAN NOT NULL,
    stated_at BIGINT NOT NULL,
    CHECK (start_point >= 0 AND start_point < end_point)
);

CREATE INDEX statement_of_transcript ON speaker_statement (transcript, label, start_point);

CREATE TABLE check_link (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    pin_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    opened_on TEXT,
    finished_on TEXT,
    UNIQUE (transcript, label)
);

CREATE TABLE check_session (
    token_hash TEXT PRIMARY KEY,
    link UUID NOT NULL REFERENCES check_link (id),
    seen BIGINT NOT NULL
);

-- How often something was taken back from what is worked out of a kind: a release worked out before is not kept.
CREATE TABLE taken_back (
    network UUID NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (network, kind)
);

-- A coding that is taken out and put back keeps the second reader's word, so it does not refer to the table.
CREATE TABLE confirmation (
    coding UUID NOT NULL,
    reader TEXT NOT NULL,
    name TEXT,
    agrees BOOLEAN NOT NULL,
    reason TEXT,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (coding, reader)
);
