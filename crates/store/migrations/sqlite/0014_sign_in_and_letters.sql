-- Accounts of an organisation that people sign in with, sessions told apart by their device, and letters that remind.

-- Who signs in from elsewhere. The subject is a hash over issuer and subject: it is looked up, never shown.
CREATE TABLE account_subject (
    account BLOB NOT NULL REFERENCES account (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked INTEGER NOT NULL,
    PRIMARY KEY (account, issuer),
    UNIQUE (issuer, subject)
) STRICT;

-- Somebody on the way to their organisation's sign-in and back. Only a hash of what their browser holds is kept.
CREATE TABLE oidc_attempt (
    token_hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign-in', 'link', 'invitation', 'confirm')),
    account BLOB REFERENCES account (id),
    invitation TEXT,
    next_page TEXT NOT NULL,
    began INTEGER NOT NULL
) STRICT;

-- "Firefox on Windows", and nothing more of what the browser said.
ALTER TABLE session ADD COLUMN device TEXT;

-- Which letters somebody wants.
ALTER TABLE credential ADD COLUMN task_letters INTEGER NOT NULL DEFAULT 1;
ALTER TABLE credential ADD COLUMN deletion_letters INTEGER NOT NULL DEFAULT 1;

-- Whose letter it is, to say that it could not be delivered; taken away when it was sent.
ALTER TABLE mail ADD COLUMN account BLOB REFERENCES account (id);

-- What somebody was written to about: once for each thing.
CREATE TABLE reminded (
    account BLOB NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    reminded INTEGER NOT NULL,
    PRIMARY KEY (account, kind, subject)
) STRICT;
