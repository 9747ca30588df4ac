-- What was promised to those who answer, in the words they read; and the sealed yeses that open a relationship.
CREATE TABLE promise (
    network UUID NOT NULL REFERENCES network (id),
    version BIGINT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('totals', 'received', 'opened', 'everyone')),
    words TEXT NOT NULL,
    chosen BIGINT NOT NULL,
    PRIMARY KEY (network, version)
);

CREATE TRIGGER promise_never_changes BEFORE UPDATE ON promise
    FOR EACH ROW EXECUTE FUNCTION refuse('A promise is never changed; a new one is a new version.');

-- The promise under which the answers of a round were given: set once, when the round begins.
CREATE TABLE wave_promise (
    wave UUID PRIMARY KEY REFERENCES wave (id),
    network UUID NOT NULL,
    version BIGINT NOT NULL,
    FOREIGN KEY (network, version) REFERENCES promise (network, version)
);

CREATE TRIGGER wave_promise_never_changes BEFORE UPDATE ON wave_promise
    FOR EACH ROW EXECUTE FUNCTION refuse('A round keeps the promise it began with.');

-- A yes to opening a relationship. A no is no row, so that nobody can tell it from silence.
CREATE TABLE opening (
    wave UUID NOT NULL REFERENCES wave (id),
    pair_a UUID NOT NULL REFERENCES organisation (id),
    pair_b UUID NOT NULL REFERENCES organisation (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    said BIGINT NOT NULL,
    PRIMARY KEY (wave, pair_a, pair_b, organisation),
    CHECK (organisation = pair_a OR organisation = pair_b)
);
