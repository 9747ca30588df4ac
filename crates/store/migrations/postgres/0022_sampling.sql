-- Who was chosen for an interview. Names, who suggested them, and why they were chosen lie sealed.
CREATE TABLE sampling (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    organisation UUID REFERENCES organisation (id),
    sector TEXT,
    role_level TEXT,
    suggested TEXT NOT NULL CHECK (suggested IN ('gatekeeper', 'interviewee', 'self', 'researcher')),
    status TEXT NOT NULL CHECK (status IN ('chosen', 'asked', 'agreed', 'declined', 'interviewed', 'withdrawn')),
    on_day TEXT,
    transcript UUID REFERENCES transcript (id),
    sealed TEXT NOT NULL,
    version BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE INDEX sampling_of_network ON sampling (network);
CREATE INDEX sampling_of_transcript ON sampling (transcript);
