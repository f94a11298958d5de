CREATE TABLE outbox (
    seq ${identity},
    event_id ${uuid} NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    agency_id ${uuid} NULL,
    time ${time} NOT NULL,
    actor TEXT NOT NULL,
    trace_parent TEXT NULL,
    data TEXT NOT NULL,
    due_at ${time} NULL
);

CREATE TABLE inbox (
    handler TEXT NOT NULL,
    event_id ${uuid} NOT NULL,
    handled_at ${time} NOT NULL,
    PRIMARY KEY (handler, event_id)
);
CREATE INDEX ix_inbox_handled_at ON inbox (handled_at);

CREATE TABLE journal (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    at ${time} NOT NULL,
    actor TEXT NOT NULL,
    on_behalf_of TEXT NULL,
    action TEXT NOT NULL,
    resource_kind TEXT NOT NULL,
    resource_id ${uuid} NOT NULL,
    outcome TEXT NOT NULL,
    details TEXT NULL
);
CREATE INDEX ix_journal_resource ON journal (agency_id, resource_id, id);

CREATE TABLE idempotent_answers (
    key_hash TEXT NOT NULL PRIMARY KEY,
    request_hash TEXT NOT NULL,
    status ${int} NOT NULL,
    content_type TEXT NULL,
    location TEXT NULL,
    body ${bytes} NULL,
    expires_at ${time} NOT NULL
);
CREATE INDEX ix_idempotent_answers_expires_at ON idempotent_answers (expires_at);
