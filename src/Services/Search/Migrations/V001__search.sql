CREATE TABLE recent_searches (
    agency_id ${uuid} NOT NULL,
    user_id ${uuid} NOT NULL,
    folded TEXT NOT NULL,
    text TEXT NOT NULL,
    at ${time} NOT NULL,
    PRIMARY KEY (agency_id, user_id, folded)
);
CREATE INDEX ix_recent_searches_at ON recent_searches (agency_id, user_id, at);

CREATE TABLE transaction_names (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    name TEXT NOT NULL,
    revision ${int} NOT NULL
);
