-- Who has access, and the chained record of what they did. The record holds opaque ids and refers to no
-- other table, so that an account can be erased without breaking the chain.
CREATE TABLE account (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE membership (
    network UUID NOT NULL REFERENCES network (id),
    account UUID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    PRIMARY KEY (network, account)
);

CREATE TABLE audit (
    position BIGINT PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    happened_at BIGINT NOT NULL,
    network UUID,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE INDEX audit_of_network ON audit (network, position);

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse('The audit record is never changed.');

CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse('The audit record is never changed.');

CREATE TRIGGER audit_never_empties BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('The audit record is never changed.');
