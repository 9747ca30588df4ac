-- What was promised to those who answer, in the words they read; and the sealed yeses that open a relationship.
CREATE TABLE promise (
    network BLOB NOT NULL REFERENCES network (id),
    version INTEGER NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('totals', 'received', 'opened', 'everyone')),
    words TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    PRIMARY KEY (network, version)
) STRICT;

CREATE TRIGGER promise_never_changes BEFORE UPDATE ON promise
BEGIN
    SELECT RAISE(ABORT, 'A promise is never changed; a new one is a new version.');
END;

-- The promise under which the answers of a round were given: set once, when the round begins.
CREATE TABLE wave_promise (
    wave BLOB PRIMARY KEY REFERENCES wave (id),
    network BLOB NOT NULL,
    version INTEGER NOT NULL,
    FOREIGN KEY (network, version) REFERENCES promise (network, version)
) STRICT;

CREATE TRIGGER wave_promise_never_changes BEFORE UPDATE ON wave_promise
BEGIN
    SELECT RAISE(ABORT, 'A round keeps the promise it began with.');
END;

-- A yes to opening a relationship. A no is no row, so that nobody can tell it from silence.
CREATE TABLE opening (
    wave BLOB NOT NULL REFERENCES wave (id),
    pair_a BLOB NOT NULL REFERENCES organisation (id),
    pair_b BLOB NOT NULL REFERENCES organisation (id),
    organisation BLOB NOT NULL REFERENCES organisation (id),
    said INTEGER NOT NULL,
    PRIMARY KEY (wave, pair_a, pair_b, organisation),
    CHECK (organisation = pair_a OR organisation = pair_b)
) STRICT;
