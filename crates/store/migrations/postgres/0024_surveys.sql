-- A round that is asked in Troth: its questionnaire, who is invited, and what they wrote so far. All of this but the
-- questionnaire goes when the round is closed; what was finished becomes answers then.
CREATE TABLE questionnaire (
    hash TEXT PRIMARY KEY,
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TRIGGER questionnaire_never_changes BEFORE UPDATE ON questionnaire
    FOR EACH ROW EXECUTE FUNCTION refuse('A questionnaire is never changed; a new one is another one.');

CREATE TABLE survey (
    wave UUID PRIMARY KEY REFERENCES wave (id),
    questionnaire TEXT NOT NULL REFERENCES questionnaire (hash),
    long_form BOOLEAN NOT NULL,
    most_partners BIGINT NOT NULL CHECK (most_partners > 0),
    language TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE participant (
    id UUID PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    -- Came by the open link of the organisation: nobody vouches that this is one person.
    open_link BOOLEAN NOT NULL,
    -- Name and address.
    sealed TEXT,
    -- Salted hash by which the same person is found again in a later round.
    again TEXT NOT NULL,
    joined TEXT NOT NULL,
    gone TEXT,
    began_at BIGINT,
    saved_at BIGINT,
    finished_at BIGINT,
    withdrawn BOOLEAN NOT NULL,
    reminded BIGINT NOT NULL,
    receipt TEXT,
    revision BIGINT NOT NULL,
    UNIQUE (wave, organisation, again)
);

CREATE UNIQUE INDEX participant_representative ON participant (wave, organisation)
    WHERE role = 'representative' AND gone IS NULL;

-- A link holds for one participant, or for everybody of an organisation.
CREATE TABLE survey_link (
    token_hash TEXT PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    participant UUID REFERENCES participant (id),
    organisation UUID REFERENCES organisation (id),
    CHECK ((participant IS NULL) <> (organisation IS NULL))
);

CREATE INDEX survey_link_participant ON survey_link (participant);
CREATE INDEX survey_link_wave ON survey_link (wave);

-- About whom somebody is asked.
CREATE TABLE asked (
    participant UUID NOT NULL REFERENCES participant (id),
    target UUID NOT NULL REFERENCES organisation (id),
    position BIGINT NOT NULL,
    added BOOLEAN NOT NULL,
    skipped BOOLEAN NOT NULL,
    visible_to TEXT CHECK (visible_to IN ('totals', 'pooled', 'partner', 'audience')),
    PRIMARY KEY (participant, target)
);

-- What somebody wrote so far. It is about an organisation, or about the partnership by its id.
CREATE TABLE reply (
    participant UUID NOT NULL REFERENCES participant (id),
    item TEXT NOT NULL,
    about UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('point', 'number', 'text', 'cant_say')),
    answer TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (participant, item, about)
);

-- Answers about the partnership and about the respondent's own organisation and work.
CREATE TABLE own_answer (
    id UUID PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    rater UUID NOT NULL REFERENCES organisation (id),
    -- Null for the representative of the rater.
    respondent TEXT REFERENCES respondent (key),
    variable TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    scale_min DOUBLE PRECISION,
    scale_max DOUBLE PRECISION,
    CHECK ((scale_min IS NULL) = (scale_max IS NULL))
);

CREATE UNIQUE INDEX own_answer_once ON own_answer (wave, rater, COALESCE(respondent, ''), variable);
CREATE INDEX own_answer_respondent ON own_answer (respondent);

-- Free words, without who wrote them.
CREATE TABLE survey_comment (
    id UUID PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    words TEXT NOT NULL,
    receipt TEXT,
    shown BOOLEAN NOT NULL
);

CREATE INDEX survey_comment_wave ON survey_comment (wave);

-- By a receipt, and by nothing else, somebody finds their own answers after the round.
CREATE TABLE receipt (
    hash TEXT PRIMARY KEY,
    wave UUID NOT NULL REFERENCES wave (id),
    rater UUID NOT NULL REFERENCES organisation (id),
    respondent TEXT REFERENCES respondent (key)
);

CREATE INDEX receipt_respondent ON receipt (respondent);

-- How many were invited and how many finished, once nobody can be named any more.
CREATE TABLE turnout (
    wave UUID NOT NULL REFERENCES wave (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN ('representative', 'staff')),
    open_link BOOLEAN NOT NULL,
    invited BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    PRIMARY KEY (wave, organisation, role, open_link)
);

-- Somebody who came by an open link.
ALTER TABLE respondent ADD COLUMN open_link BOOLEAN NOT NULL DEFAULT FALSE;
