-- Texts, who speaks in them, and the passages that were coded. Places are code points of the text.
-- What triggers call to refuse a change, with their own sentence.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;

CREATE TABLE transcript (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    title TEXT NOT NULL,
    file_name TEXT,
    kind TEXT NOT NULL,
    held_on TEXT,
    text TEXT NOT NULL,
    characters BIGINT NOT NULL,
    added BIGINT NOT NULL
);

CREATE INDEX transcript_of_network ON transcript (network);

CREATE TRIGGER transcript_text_never_changes BEFORE UPDATE OF text ON transcript
    FOR EACH ROW EXECUTE FUNCTION refuse('The text of a transcript is never changed; a correction is a new transcript.');

CREATE TABLE speaker (
    transcript UUID NOT NULL REFERENCES transcript (id),
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    organisation UUID REFERENCES organisation (id),
    role_level TEXT,
    interviewer BOOLEAN NOT NULL,
    PRIMARY KEY (transcript, label)
);

CREATE TABLE turn (
    transcript UUID NOT NULL REFERENCES transcript (id),
    position BIGINT NOT NULL,
    speaker TEXT,
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    PRIMARY KEY (transcript, position)
);

CREATE TABLE coding (
    id UUID PRIMARY KEY,
    transcript UUID NOT NULL REFERENCES transcript (id),
    start_point BIGINT NOT NULL,
    end_point BIGINT NOT NULL,
    narrative TEXT NOT NULL,
    facet TEXT,
    polarity TEXT NOT NULL CHECK (polarity IN ('loss', 'gain', 'neutral')),
    about_organisation UUID REFERENCES organisation (id),
    about_sector TEXT,
    permission TEXT NOT NULL CHECK (permission IN ('not_quoted', 'sector_only', 'with_organisation', 'named')),
    coder TEXT NOT NULL,
    coded_at BIGINT NOT NULL,
    memo TEXT,
    CHECK (start_point >= 0 AND start_point < end_point),
    CHECK ((about_organisation IS NULL) <> (about_sector IS NULL))
);

CREATE INDEX coding_of_transcript ON coding (transcript, start_point);
