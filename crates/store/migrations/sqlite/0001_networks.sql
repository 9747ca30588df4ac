-- Partnerships, their organisations, people and survey rounds.
CREATE TABLE network (
    id BLOB PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    place TEXT,
    profile TEXT NOT NULL,
    -- Turns respondents of files into pseudonyms.
    salt TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sector TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- A unit may stand in a file before the organisation it belongs to.
    parent BLOB REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    ods TEXT,
    identifiers TEXT NOT NULL,
    size INTEGER,
    place TEXT,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    attributes TEXT NOT NULL,
    UNIQUE (network, external_id)
) STRICT;

CREATE TABLE succession (
    network BLOB NOT NULL REFERENCES network (id),
    organisation_before BLOB NOT NULL REFERENCES organisation (id),
    organisation_after BLOB NOT NULL REFERENCES organisation (id),
    on_day TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (organisation_before, organisation_after, on_day)
) STRICT;

CREATE INDEX succession_of_network ON succession (network);

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    external_id TEXT NOT NULL,
    organisation BLOB NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    role_level TEXT,
    UNIQUE (network, external_id)
) STRICT;

CREATE TABLE wave (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    external_id TEXT NOT NULL,
    label TEXT NOT NULL,
    opened TEXT,
    closed TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    position INTEGER NOT NULL,
    UNIQUE (network, external_id)
) STRICT;
