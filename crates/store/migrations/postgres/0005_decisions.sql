-- What people decided: verdicts on what the strands say together, and agreed actions.
CREATE TABLE verdict (
    -- The order in which verdicts were written down; the last of a relationship and narrative holds.
    entry BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    network UUID NOT NULL REFERENCES network (id),
    wave UUID NOT NULL REFERENCES wave (id),
    pair_a UUID NOT NULL REFERENCES organisation (id),
    pair_b UUID NOT NULL REFERENCES organisation (id),
    narrative TEXT COLLATE "C" NOT NULL,
    convergence TEXT NOT NULL,
    proposed TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by UUID NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL
);

CREATE INDEX verdict_of_wave ON verdict (wave, pair_a, pair_b, narrative);

CREATE TABLE action (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    pair_a UUID NOT NULL REFERENCES organisation (id),
    pair_b UUID NOT NULL REFERENCES organisation (id),
    narrative TEXT COLLATE "C" NOT NULL,
    previous UUID REFERENCES action (id),
    created BIGINT NOT NULL,
    -- Counts up with every change, so that nobody overwrites what they have not seen.
    version BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX action_of_network ON action (network, created);
