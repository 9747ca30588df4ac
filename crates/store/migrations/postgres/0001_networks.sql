-- Partnerships, their organisations, people and survey rounds.
-- Where rows are put in order by a text, the column is compared byte by byte, as SQLite does.
CREATE TABLE network (
    id UUID PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    place TEXT,
    profile TEXT NOT NULL,
    -- Turns respondents of files into pseudonyms.
    salt TEXT NOT NULL
);

CREATE TABLE organisation (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    external_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    sector TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- A unit may stand in a file before the organisation it belongs to.
    parent UUID REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    ods TEXT,
    identifiers TEXT NOT NULL,
    size BIGINT,
    place TEXT,
    accepted BOOLEAN NOT NULL,
    attributes TEXT NOT NULL,
    UNIQUE (network, external_id)
);

CREATE TABLE succession (
    network UUID NOT NULL REFERENCES network (id),
    organisation_before UUID NOT NULL REFERENCES organisation (id),
    organisation_after UUID NOT NULL REFERENCES organisation (id),
    on_day TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (organisation_before, organisation_after, on_day)
);

CREATE INDEX succession_of_network ON succession (network);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    external_id TEXT COLLATE "C" NOT NULL,
    organisation UUID NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    role_level TEXT,
    UNIQUE (network, external_id)
);

CREATE TABLE wave (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    external_id TEXT COLLATE "C" NOT NULL,
    label TEXT NOT NULL,
    opened TEXT,
    closed TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    position BIGINT NOT NULL,
    UNIQUE (network, external_id)
);
