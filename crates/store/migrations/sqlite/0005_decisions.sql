-- What people decided: verdicts on what the strands say together, and agreed actions.
CREATE TABLE verdict (
    -- The order in which verdicts were written down; the last of a relationship and narrative holds.
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    network BLOB NOT NULL REFERENCES network (id),
    wave BLOB NOT NULL REFERENCES wave (id),
    pair_a BLOB NOT NULL REFERENCES organisation (id),
    pair_b BLOB NOT NULL REFERENCES organisation (id),
    narrative TEXT NOT NULL,
    convergence TEXT NOT NULL,
    proposed TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by BLOB NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL
) STRICT;

CREATE INDEX verdict_of_wave ON verdict (wave, pair_a, pair_b, narrative);

CREATE TABLE action (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    pair_a BLOB NOT NULL REFERENCES organisation (id),
    pair_b BLOB NOT NULL REFERENCES organisation (id),
    narrative TEXT NOT NULL,
    previous BLOB REFERENCES action (id),
    created INTEGER NOT NULL,
    -- Counts up with every change, so that nobody overwrites what they have not seen.
    version INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX action_of_network ON action (network, created);
