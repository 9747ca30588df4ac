-- Answers as they came in. A respondent is a pseudonym, never a person.
CREATE TABLE respondent (
    key TEXT PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    rater BLOB NOT NULL REFERENCES organisation (id),
    external_hash TEXT NOT NULL,
    UNIQUE (network, rater, external_hash)
) STRICT;

CREATE TABLE rating (
    id BLOB PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    rater BLOB NOT NULL REFERENCES organisation (id),
    -- Null for the representative of the rater.
    respondent TEXT REFERENCES respondent (key),
    target BLOB NOT NULL REFERENCES organisation (id),
    variable TEXT NOT NULL,
    value REAL NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    visible_to TEXT CHECK (visible_to IN ('totals', 'pooled', 'partner', 'audience')),
    scale_min REAL,
    scale_max REAL,
    CHECK ((scale_min IS NULL) = (scale_max IS NULL))
) STRICT;

-- One answer per question, whoever gave it.
CREATE UNIQUE INDEX rating_answer ON rating (wave, rater, COALESCE(respondent, ''), target, variable);
CREATE INDEX rating_variable ON rating (wave, variable);
CREATE INDEX rating_respondent ON rating (respondent);
