-- Answers as they came in. A respondent is a pseudonym, never a person.
CREATE TABLE respondent (
    key TEXT COLLATE "C" PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    rater UUID NOT NULL REFERENCES organisation (id),
    external_hash TEXT NOT NULL,
    UNIQUE (network, rater, external_hash)
);

CREATE TABLE rating (
    id UUID PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    rater UUID NOT NULL REFERENCES organisation (id),
    -- Null for the representative of the rater.
    respondent TEXT COLLATE "C" REFERENCES respondent (key),
    target UUID NOT NULL REFERENCES organisation (id),
    variable TEXT COLLATE "C" NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    visible_to TEXT CHECK (visible_to IN ('totals', 'pooled', 'partner', 'audience')),
    scale_min DOUBLE PRECISION,
    scale_max DOUBLE PRECISION,
    CHECK ((scale_min IS NULL) = (scale_max IS NULL))
);

-- One answer per question, whoever gave it.
CREATE UNIQUE INDEX rating_answer ON rating (wave, rater, COALESCE(respondent, ''), target, variable);
CREATE INDEX rating_variable ON rating (wave, variable);
CREATE INDEX rating_respondent ON rating (respondent);
