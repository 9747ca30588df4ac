-- What came in a project file of another program: its id there, and the text, passage or claim that it became. So
-- bringing the same file again doubles nothing. A text also stands here under an id worked out from its words.
CREATE TABLE brought (
    transcript UUID NOT NULL REFERENCES transcript (id),
    guid UUID NOT NULL,
    made UUID NOT NULL,
    PRIMARY KEY (transcript, guid, made)
);
