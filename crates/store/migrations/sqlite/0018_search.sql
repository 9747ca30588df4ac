-- The words of texts by turn, to search them; kept beside the newest version of each text. Only here and in the other
-- database do the two differ: each has its own kind of index.
CREATE VIRTUAL TABLE turn_search USING fts5 (
    words,
    transcript UNINDEXED,
    position UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 0'
);

-- Deleted words are taken out of the index itself and not only marked as gone.
INSERT INTO turn_search (turn_search, rank) VALUES ('secure-delete', 1);

-- What the custodian looks for again and again, as the fields of an address.
CREATE TABLE saved_query (
    id BLOB PRIMARY KEY,
    network BLOB NOT NULL REFERENCES network (id),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (network, name)
) STRICT;
