-- Who codes a text that is coded double, and what was decided where codings differ.
CREATE TABLE coding_task (
    transcript BLOB NOT NULL REFERENCES transcript (id),
    coder TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('main', 'second')),
    name TEXT,
    acting INTEGER NOT NULL CHECK (acting IN (0, 1)),
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    finished_at INTEGER,
    why TEXT,
    seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
    PRIMARY KEY (transcript, coder)
) STRICT;

-- Every decision; of several on one stretch the last holds. The number is the order in which they were made.
CREATE TABLE coding_decision (
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    second TEXT NOT NULL,
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    version INTEGER NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('keep_first', 'keep_second', 'keep_both', 'keep_none')),
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (transcript, number),
    CHECK (start_point >= 0 AND start_point < end_point)
) STRICT;
