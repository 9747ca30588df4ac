-- Pathways, their steps, and who says who is responsible.
CREATE TABLE pathway (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (network, external_id)
) STRICT;

CREATE TABLE step (
    id BLOB PRIMARY KEY,
    pathway BLOB NOT NULL REFERENCES pathway (id),
    external_id TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (pathway, external_id)
) STRICT;

CREATE TABLE declaration (
    step BLOB NOT NULL REFERENCES step (id),
    declared_by BLOB NOT NULL REFERENCES organisation (id),
    -- Null says "nobody". Who was not asked has no row.
    responsible BLOB REFERENCES organisation (id),
    PRIMARY KEY (step, declared_by)
) STRICT;
