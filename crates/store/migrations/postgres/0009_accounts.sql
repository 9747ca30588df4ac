-- How people sign in: what they prove themselves with, their sessions, links that work once, and waits after wrong
-- tries. Tokens and codes are stored as hashes, so that reading this table lets nobody in.
CREATE TABLE credential (
    account UUID PRIMARY KEY REFERENCES account (id),
    address TEXT NOT NULL UNIQUE,
    password TEXT,
    second_factor TEXT,
    proposed_factor TEXT,
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    account UUID NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE session (
    id UUID PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account UUID NOT NULL REFERENCES account (id),
    stage TEXT NOT NULL CHECK (stage IN ('password', 'whole')),
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    confirmed BIGINT NOT NULL
);

CREATE INDEX session_of_account ON session (account);

CREATE TABLE account_link (
    token_hash TEXT PRIMARY KEY,
    account UUID NOT NULL UNIQUE REFERENCES account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires BIGINT NOT NULL
);

CREATE TABLE sign_in_wait (
    who TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    wait_until BIGINT NOT NULL,
    last_try BIGINT NOT NULL
);

CREATE INDEX membership_of_account ON membership (account);
