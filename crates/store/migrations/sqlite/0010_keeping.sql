-- How long data are kept, when Troth last tidied up, releases whose words were erased, and mail that waits.
CREATE TABLE keeping (
    network BLOB NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    -- Null: until somebody erases it.
    days INTEGER CHECK (days > 0),
    -- Since when this holds: what is deleted sooner than before is deleted only after a time of notice.
    since INTEGER NOT NULL,
    PRIMARY KEY (network, kind)
) STRICT;

CREATE TABLE upkeep (
    network BLOB PRIMARY KEY REFERENCES network (id),
    done_at INTEGER NOT NULL
) STRICT;

-- A release that held words of somebody who was erased loses its body; its entry in the ledger stays.
ALTER TABLE release ADD COLUMN erased_at INTEGER;

CREATE TABLE mail (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Address and link, sealed; taken away when the mail was sent or given up.
    sealed TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    run_after INTEGER NOT NULL,
    created INTEGER NOT NULL,
    finished INTEGER,
    CHECK ((state = 'queued') = (sealed IS NOT NULL))
) STRICT;

CREATE INDEX mail_waiting ON mail (run_after, id) WHERE state = 'queued';
