-- How people sign in: what they prove themselves with, their sessions, links that work once, and waits after wrong
-- tries. Tokens and codes are stored as hashes, so that reading this table lets nobody in.
CREATE TABLE credential (
    account BLOB PRIMARY KEY REFERENCES account (id),
    address TEXT NOT NULL UNIQUE,
    password TEXT,
    second_factor TEXT,
    proposed_factor TEXT,
    last_step INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    account BLOB NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL,
    PRIMARY KEY (account, hash)
) STRICT;

CREATE TABLE session (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES account (id),
    stage TEXT NOT NULL CHECK (stage IN ('password', 'whole')),
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    confirmed INTEGER NOT NULL
) STRICT;

CREATE INDEX session_of_account ON session (account);

CREATE TABLE account_link (
    token_hash TEXT PRIMARY KEY,
    account BLOB NOT NULL UNIQUE REFERENCES account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_wait (
    who TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    wait_until INTEGER NOT NULL,
    last_try INTEGER NOT NULL
) STRICT;

CREATE INDEX membership_of_account ON membership (account);
