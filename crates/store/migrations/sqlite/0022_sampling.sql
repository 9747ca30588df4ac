-- Who was chosen for an interview. Names, who suggested them, and why they were chosen lie sealed.
CREATE TABLE sampling (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    organisation BLOB REFERENCES organisation (id),
    sector TEXT,
    role_level TEXT,
    suggested TEXT NOT NULL CHECK (suggested IN ('gatekeeper', 'interviewee', 'self', 'researcher')),
    status TEXT NOT NULL CHECK (status IN ('chosen', 'asked', 'agreed', 'declined', 'interviewed', 'withdrawn')),
    on_day TEXT,
    transcript BLOB REFERENCES transcript (id),
    sealed TEXT NOT NULL,
    version INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sampling_of_network ON sampling (network);
CREATE INDEX sampling_of_transcript ON sampling (transcript);
