-- What left through the gate, and the ledger that says for whom and resting on whose answers.
CREATE TABLE ledger_entry (
    id UUID PRIMARY KEY,
    released_at BIGINT NOT NULL,
    viewer TEXT NOT NULL,
    audience TEXT NOT NULL,
    network UUID NOT NULL REFERENCES network (id),
    wave UUID REFERENCES wave (id),
    kind TEXT NOT NULL,
    filter TEXT COLLATE "C" NOT NULL,
    contributing_hash TEXT NOT NULL,
    contributing TEXT NOT NULL,
    body_hash TEXT NOT NULL
);

CREATE INDEX ledger_of_audience ON ledger_entry (network, audience, kind, filter, released_at);

CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION refuse('The ledger of releases is never changed.');

CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION refuse('The ledger of releases is never changed.');

CREATE TRIGGER ledger_never_empties BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('The ledger of releases is never changed.');

CREATE TABLE release (
    id UUID PRIMARY KEY,
    entry UUID NOT NULL UNIQUE REFERENCES ledger_entry (id),
    input_hash TEXT NOT NULL,
    body TEXT NOT NULL
);
