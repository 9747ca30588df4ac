-- For what research single answers may be given, as the promise names it; null where it names none. And the packages of
-- single answers that were made: for what, approved where, for whom.
ALTER TABLE promise ADD COLUMN research TEXT CHECK (research <> '');

CREATE TABLE research_package (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    wave BLOB NOT NULL REFERENCES wave (id),
    made INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    purpose TEXT NOT NULL,
    approval TEXT NOT NULL,
    recipient TEXT NOT NULL,
    answers INTEGER NOT NULL,
    -- SHA-256 of the encrypted file.
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX research_package_network ON research_package (network, made);

CREATE TRIGGER research_package_never_changes BEFORE UPDATE ON research_package
BEGIN
    SELECT RAISE(ABORT, 'What was given out is never changed.');
END;

CREATE TRIGGER research_package_never_goes BEFORE DELETE ON research_package
BEGIN
    SELECT RAISE(ABORT, 'What was given out stays noted.');
END;
