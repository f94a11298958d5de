-- agency_id is all zeros for events that belong to no agency.
CREATE TABLE dead_letters (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    handler TEXT NOT NULL,
    event_id ${uuid} NOT NULL,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    time ${time} NOT NULL,
    actor TEXT NOT NULL,
    trace_parent TEXT NULL,
    data TEXT NOT NULL,
    edited_data TEXT NULL,
    state TEXT NOT NULL,
    attempts ${int} NOT NULL,
    last_error TEXT NOT NULL,
    first_failed_at ${time} NOT NULL,
    last_failed_at ${time} NOT NULL,
    buried_at ${time} NOT NULL,
    decided_by TEXT NULL,
    decided_at ${time} NULL,
    reason TEXT NULL,
    replay_id ${uuid} NULL,
    starts ${int} NOT NULL,
    claimed_until ${time} NULL,
    revision ${bigint} NOT NULL
);
CREATE UNIQUE INDEX ix_dead_letters_event ON dead_letters (handler, event_id);
CREATE INDEX ix_dead_letters_agency ON dead_letters (agency_id, state, id);
CREATE INDEX ix_dead_letters_state ON dead_letters (state, handler, id);
CREATE INDEX ix_dead_letters_replay ON dead_letters (replay_id);

CREATE TABLE failed_attempts (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    handler TEXT NOT NULL,
    event_id ${uuid} NOT NULL,
    attempt ${int} NOT NULL,
    replay ${bool} NOT NULL,
    at ${time} NOT NULL,
    errors TEXT NOT NULL
);
CREATE INDEX ix_failed_attempts_event ON failed_attempts (handler, event_id, id);
CREATE INDEX ix_failed_attempts_at ON failed_attempts (at);
