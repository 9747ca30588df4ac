-- Who has access, and the chained record of what they did. The record holds opaque ids and refers to no
-- other table, so that an account can be erased without breaking the chain.
CREATE TABLE account (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE membership (
    network BLOB NOT NULL REFERENCES network (id),
    account BLOB NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    organisation BLOB REFERENCES organisation (id),
    PRIMARY KEY (network, account)
) STRICT;

CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    happened_at INTEGER NOT NULL,
    network BLOB,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_of_network ON audit (network, position);

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'The audit record is never changed.');
END;

CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'The audit record is never changed.');
END;
