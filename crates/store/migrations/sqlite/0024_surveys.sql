-- A round that is asked in Troth: its questionnaire, who is invited, and what they wrote so far. All of this but the
-- questionnaire goes when the round is closed; what was finished becomes answers then.
CREATE TABLE questionnaire (
    hash TEXT PRIMARY KEY,
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TRIGGER questionnaire_never_changes BEFORE UPDATE ON questionnaire
BEGIN
    SELECT RAISE(ABORT, 'A questionnaire is never changed; a new one is another one.');
END;

CREATE TABLE survey (
    wave BLOB PRIMARY KEY REFERENCES wave (id),
    questionnaire TEXT NOT NULL REFERENCES questionnaire (hash),
    long_form INTEGER NOT NULL CHECK (long_form IN (0, 1)),
    most_partners INTEGER NOT NULL CHECK (most_partners > 0),
    language TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE participant (
    id BLOB PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    organisation BLOB NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    -- Came by the open link of the organisation: nobody vouches that this is one person.
    open_link INTEGER NOT NULL CHECK (open_link IN (0, 1)),
    -- Name and address.
    sealed TEXT,
    -- Salted hash by which the same person is found again in a later round.
    again TEXT NOT NULL,
    joined TEXT NOT NULL,
    gone TEXT,
    began_at INTEGER,
    saved_at INTEGER,
    finished_at INTEGER,
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    reminded INTEGER NOT NULL,
    receipt TEXT,
    revision INTEGER NOT NULL,
    UNIQUE (wave, organisation, again)
) STRICT;

CREATE UNIQUE INDEX participant_representative ON participant (wave, organisation)
    WHERE role = 'representative' AND gone IS NULL;

-- A link holds for one participant, or for everybody of an organisation.
CREATE TABLE survey_link (
    token_hash TEXT PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    participant BLOB REFERENCES participant (id),
    organisation BLOB REFERENCES organisation (id),
    CHECK ((participant IS NULL) <> (organisation IS NULL))
) STRICT;

CREATE INDEX survey_link_participant ON survey_link (participant);
CREATE INDEX survey_link_wave ON survey_link (wave);

-- About whom somebody is asked.
CREATE TABLE asked (
    participant BLOB NOT NULL REFERENCES participant (id),
    target BLOB NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL,
    added INTEGER NOT NULL CHECK (added IN (0, 1)),
    skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
    visible_to TEXT CHECK (visible_to IN ('totals', 'pooled', 'partner', 'audience')),
    PRIMARY KEY (participant, target)
) STRICT;

-- What somebody wrote so far. It is about an organisation, or about the partnership by its id.
CREATE TABLE reply (
    participant BLOB NOT NULL REFERENCES participant (id),
    item TEXT NOT NULL,
    about BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('point', 'number', 'text', 'cant_say')),
    answer TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (participant, item, about)
) STRICT;

-- Answers about the partnership and about the respondent's own organisation and work.
CREATE TABLE own_answer (
    id BLOB PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    rater BLOB NOT NULL REFERENCES organisation (id),
    -- Null for the representative of the rater.
    respondent TEXT REFERENCES respondent (key),
    variable TEXT NOT NULL,
    value REAL NOT NULL,
    scale_min REAL,
    scale_max REAL,
    CHECK ((scale_min IS NULL) = (scale_max IS NULL))
) STRICT;

CREATE UNIQUE INDEX own_answer_once ON own_answer (wave, rater, COALESCE(respondent, ''), variable);
CREATE INDEX own_answer_respondent ON own_answer (respondent);

-- Free words, without who wrote them.
CREATE TABLE survey_comment (
    id BLOB PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    words TEXT NOT NULL,
    receipt TEXT,
    shown INTEGER NOT NULL CHECK (shown IN (0, 1))
) STRICT;

CREATE INDEX survey_comment_wave ON survey_comment (wave);

-- By a receipt, and by nothing else, somebody finds their own answers after the round.
CREATE TABLE receipt (
    hash TEXT PRIMARY KEY,
    wave BLOB NOT NULL REFERENCES wave (id),
    rater BLOB NOT NULL REFERENCES organisation (id),
    respondent TEXT REFERENCES respondent (key)
) STRICT;

CREATE INDEX receipt_respondent ON receipt (respondent);

-- How many were invited and how many finished, once nobody can be named any more.
CREATE TABLE turnout (
    wave BLOB NOT NULL REFERENCES wave (id),
    organisation BLOB NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    open_link INTEGER NOT NULL CHECK (open_link IN (0, 1)),
    invited INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    PRIMARY KEY (wave, organisation, role, open_link)
) STRICT;

-- Somebody who came by an open link.
ALTER TABLE respondent ADD COLUMN open_link INTEGER NOT NULL DEFAULT 0 CHECK (open_link IN (0, 1));
