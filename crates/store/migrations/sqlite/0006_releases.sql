-- What left through the gate, and the ledger that says for whom and resting on whose answers.
CREATE TABLE ledger_entry (
    id BLOB PRIMARY KEY,
    released_at INTEGER NOT NULL,
    viewer TEXT NOT NULL,
    audience TEXT NOT NULL,
    network BLOB NOT NULL REFERENCES network (id),
    wave BLOB REFERENCES wave (id),
    kind TEXT NOT NULL,
    filter TEXT NOT NULL,
    contributing_hash TEXT NOT NULL,
    contributing TEXT NOT NULL,
    body_hash TEXT NOT NULL
) STRICT;

CREATE INDEX ledger_of_audience ON ledger_entry (network, audience, kind, filter, released_at);

CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'The ledger of releases is never changed.');
END;

CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'The ledger of releases is never changed.');
END;

CREATE TABLE release (
    id BLOB PRIMARY KEY,
    entry BLOB NOT NULL UNIQUE REFERENCES ledger_entry (id),
    input_hash TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
