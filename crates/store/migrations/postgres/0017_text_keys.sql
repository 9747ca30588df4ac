-- What leads from the pseudonyms of a text back to the words they replaced: sealed, and apart from the text.
CREATE TABLE text_key (
    transcript UUID PRIMARY KEY REFERENCES transcript (id),
    sealed TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
