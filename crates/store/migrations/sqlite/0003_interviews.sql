-- Texts, who speaks in them, and the passages that were coded. Places are code points of the text.
CREATE TABLE transcript (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    title TEXT NOT NULL,
    file_name TEXT,
    kind TEXT NOT NULL,
    held_on TEXT,
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    added INTEGER NOT NULL
) STRICT;

CREATE INDEX transcript_of_network ON transcript (network);

CREATE TRIGGER transcript_text_never_changes BEFORE UPDATE OF text ON transcript
BEGIN
    SELECT RAISE(ABORT, 'The text of a transcript is never changed; a correction is a new transcript.');
END;

CREATE TABLE speaker (
    transcript BLOB NOT NULL REFERENCES transcript (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    organisation BLOB REFERENCES organisation (id),
    role_level TEXT,
    interviewer INTEGER NOT NULL CHECK (interviewer IN (0, 1)),
    PRIMARY KEY (transcript, label)
) STRICT;

CREATE TABLE turn (
    transcript BLOB NOT NULL REFERENCES transcript (id),
    position INTEGER NOT NULL,
    speaker TEXT,
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    PRIMARY KEY (transcript, position)
) STRICT;

CREATE TABLE coding (
    id BLOB PRIMARY KEY,
    transcript BLOB NOT NULL REFERENCES transcript (id),
    start_point INTEGER NOT NULL,
    end_point INTEGER NOT NULL,
    narrative TEXT NOT NULL,
    facet TEXT,
    polarity TEXT NOT NULL CHECK (polarity IN ('loss', 'gain', 'neutral')),
    about_organisation BLOB REFERENCES organisation (id),
    about_sector TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at INTEGER NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point),
    CHECK ((about_organisation IS NULL) <> (about_sector IS NULL))
) STRICT;

CREATE INDEX coding_of_transcript ON coding (transcript, start_point);
