-- How long data are kept, when Troth last tidied up, releases whose words were erased, and mail that waits.
CREATE TABLE keeping (
    network UUID NOT NULL REFERENCES network (id),
    kind TEXT NOT NULL,
    -- Null: until somebody erases it.
    days BIGINT CHECK (days > 0),
    -- Since when this holds: what is deleted sooner than before is deleted only after a time of notice.
    since BIGINT NOT NULL,
    PRIMARY KEY (network, kind)
);

CREATE TABLE upkeep (
    network UUID PRIMARY KEY REFERENCES network (id),
    done_at BIGINT NOT NULL
);

-- A release that held words of somebody who was erased loses its body; its entry in the ledger stays.
ALTER TABLE release ADD COLUMN erased_at BIGINT;

CREATE TABLE mail (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Address and link, sealed; taken away when the mail was sent or given up.
    sealed TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    attempts BIGINT NOT NULL,
    run_after BIGINT NOT NULL,
    created BIGINT NOT NULL,
    finished BIGINT,
    CHECK ((state = 'queued') = (sealed IS NOT NULL))
);

CREATE INDEX mail_waiting ON mail (run_after, id) WHERE state = 'queued';
