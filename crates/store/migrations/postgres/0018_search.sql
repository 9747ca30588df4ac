-- The words of texts by turn, to search them; kept beside the newest version of each text. Only here and in the other
-- database do the two differ: each has its own kind of index.
CREATE TABLE turn_search (
    words TSVECTOR NOT NULL,
    transcript UUID NOT NULL,
    position BIGINT NOT NULL
);

CREATE INDEX turn_search_words ON turn_search USING GIN (words);
CREATE INDEX turn_search_of_transcript ON turn_search (transcript);

-- What the custodian looks for again and again, as the fields of an address.
CREATE TABLE saved_query (
    id UUID PRIMARY KEY,
    network UUID NOT NULL REFERENCES network (id),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (network, name)
);
