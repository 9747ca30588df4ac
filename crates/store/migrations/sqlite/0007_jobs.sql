-- Work to be done in the background, and stored results that say nothing about people.
CREATE TABLE job (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    run_after INTEGER NOT NULL,
    lease_until INTEGER,
    worker TEXT,
    outcome TEXT,
    error TEXT,
    created INTEGER NOT NULL,
    finished INTEGER
) STRICT;

-- The same work waits once. A running job does not count: it may have read its inputs already.
CREATE UNIQUE INDEX job_waits_once ON job (network, kind, subject) WHERE state = 'queued';
CREATE INDEX job_unfinished ON job (created, id) WHERE state IN ('queued', 'running');

CREATE TABLE artefact (
    network BLOB NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (network, kind)
) STRICT;
