CREATE TABLE credentials (
    user_id ${uuid} NOT NULL PRIMARY KEY,
    email_index TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    changed_at ${time} NOT NULL,
    revision ${bigint} NOT NULL
);
CREATE UNIQUE INDEX ix_credentials_email_index ON credentials (email_index);

CREATE TABLE sessions (
    id ${uuid} NOT NULL PRIMARY KEY,
    user_id ${uuid} NOT NULL,
    active_agency_id ${uuid} NOT NULL,
    cookie ${bool} NOT NULL,
    device TEXT NULL,
    authenticated_at ${time} NOT NULL,
    last_used_at ${time} NOT NULL,
    expires_at ${time} NOT NULL,
    ended_at ${time} NULL,
    ended_reason TEXT NULL
);
CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE refresh_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    session_id ${uuid} NOT NULL,
    row_id ${uuid} NOT NULL,
    issued_at ${time} NOT NULL,
    expires_at ${time} NOT NULL,
    used_at ${time} NULL,
    sealed_successor TEXT NULL
);
CREATE INDEX ix_refresh_tokens_session_id ON refresh_tokens (session_id);
CREATE INDEX ix_refresh_tokens_expires_at ON refresh_tokens (expires_at);

CREATE TABLE sign_in_failures (
    account_address TEXT NOT NULL PRIMARY KEY,
    failures ${int} NOT NULL,
    last_at ${bigint} NOT NULL
);

CREATE TABLE one_time_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id ${uuid} NOT NULL,
    email_index TEXT NOT NULL,
    expires_at ${time} NOT NULL,
    used_at ${time} NULL
);
