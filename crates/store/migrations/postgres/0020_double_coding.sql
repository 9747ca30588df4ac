-- Who codes a text that is coded double, and what was decided where codings differ.
CREATE TABLE coding_task (
    transcript UUID NOT NULL REFERENCES transcript (id),
    coder TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('main', 'second')),
    name TEXT,
    acting BOOLEAN NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    finished_at BIGINT,
    why TEXT,
    seen BOOLEAN NOT NULL,
    PRIMARY KEY (transcript, coder)
);

-- Every decision; of several on one stretch the last holds. The number is the order in which they were made.
CREATE TABLE coding_decision (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    number BIGINT NOT NULL,
    code TEXT NOT NULL,
    second TEXT NOT NULL,
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    version BIGINT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('keep_first', 'keep_second', 'keep_both', 'keep_none')),
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (transcript, number),
    CHECK (start_point >= 0 AND start_point < end_point)
);
