-- For what research single answers may be given, as the promise names it; null where it names none. And the packages of
-- single answers that were made: for what, approved where, for whom.
ALTER TABLE promise ADD COLUMN research TEXT CHECK (research <> '');

CREATE TABLE research_package (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    wave UUID NOT NULL REFERENCES wave (id),
    made BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    purpose TEXT NOT NULL,
    approval TEXT NOT NULL,
    recipient TEXT NOT NULL,
    answers BIGINT NOT NULL,
    -- SHA-256 of the encrypted file.
    hash TEXT NOT NULL
);

CREATE INDEX research_package_network ON research_package (network, made);

CREATE TRIGGER research_package_never_changes BEFORE UPDATE ON research_package
    FOR EACH ROW EXECUTE FUNCTION refuse('What was given out is never changed.');

CREATE TRIGGER research_package_never_goes BEFORE DELETE ON research_package
    FOR EACH ROW EXECUTE FUNCTION refuse('What was given out stays noted.');
