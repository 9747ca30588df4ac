-- Pathways, their steps, and who says who is responsible.
CREATE TABLE pathway (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    external_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (network, external_id)
);

CREATE TABLE step (
    id UUID PRIMARY KEY,
    pathway UUID NOT NULL REFERENCES pathway (id),
    external_id TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    position BIGINT NOT NULL,
    UNIQUE (pathway, external_id)
);

CREATE TABLE declaration (
    step UUID NOT NULL REFERENCES step (id),
    declared_by UUID NOT NULL REFERENCES organisation (id),
    -- Null says "nobody". Who was not asked has no row.
    responsible UUID REFERENCES organisation (id),
    PRIMARY KEY (step, declared_by)
);
