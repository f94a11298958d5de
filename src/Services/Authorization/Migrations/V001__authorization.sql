CREATE TABLE members (
    user_id ${uuid} NOT NULL,
    agency_id ${uuid} NOT NULL,
    roles TEXT NULL,
    active ${bool} NOT NULL,
    version ${bigint} NOT NULL,
    PRIMARY KEY (user_id, agency_id)
);

CREATE TABLE grants (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    user_id ${uuid} NOT NULL,
    kind TEXT NOT NULL,
    resource_id ${uuid} NOT NULL,
    source_id ${uuid} NOT NULL,
    permissions TEXT NOT NULL,
    expires_at ${time} NULL
);
CREATE INDEX ix_grants_user ON grants (agency_id, user_id);
CREATE UNIQUE INDEX ix_grants_source ON grants (source_id, user_id);

CREATE TABLE ended_sessions (
    session_id ${uuid} NOT NULL PRIMARY KEY,
    ended_at ${time} NOT NULL
);
CREATE INDEX ix_ended_sessions_ended_at ON ended_sessions (ended_at);
