-- Letters of a round, whom they went to, and how a round that is open is coming in. All of it goes when the round is
-- closed.

-- For whom of a round it is; the row goes when it was sent.
ALTER TABLE mail ADD COLUMN participant BLOB REFERENCES participant (id);
CREATE INDEX mail_participant ON mail (participant);

-- The day their first letter was put into the queue.
ALTER TABLE participant ADD COLUMN invited TEXT;
-- Does not want to be reminded.
ALTER TABLE participant ADD COLUMN unreminded INTEGER NOT NULL DEFAULT 0 CHECK (unreminded IN (0, 1));

-- The days on which those who had not finished were reminded. How many letters went is not kept.
CREATE TABLE survey_reminder (
    wave BLOB NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
    on_day TEXT NOT NULL,
    PRIMARY KEY (wave, number)
) STRICT;

-- What was last told of how a round is coming in, in bands; and the number behind it, against which the next is held.
CREATE TABLE survey_progress (
    wave BLOB PRIMARY KEY REFERENCES wave (id),
    looked TEXT NOT NULL,
    on_day TEXT NOT NULL,
    finished INTEGER NOT NULL,
    told TEXT NOT NULL
) STRICT;
