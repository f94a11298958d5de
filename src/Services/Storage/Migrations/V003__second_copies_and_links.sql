ALTER TABLE stored_files ADD COLUMN replicated_at ${time} NULL;
ALTER TABLE stored_files ADD COLUMN due_at ${time} NULL;
CREATE INDEX ix_stored_files_due_at ON stored_files (due_at);

CREATE TABLE upkeep_turns (
    name TEXT NOT NULL PRIMARY KEY,
    cursor TEXT NULL,
    began_at ${time} NOT NULL,
    ended_at ${time} NULL,
    seen ${bigint} NOT NULL,
    changed ${bigint} NOT NULL
);

CREATE TABLE orphans (
    blob_key TEXT NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    size ${bigint} NOT NULL,
    stored_at ${time} NOT NULL,
    found_at ${time} NOT NULL,
    removed_at ${time} NULL
);
CREATE INDEX ix_orphans_agency_id ON orphans (agency_id);

CREATE TABLE direct_links (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NOT NULL,
    version ${int} NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size ${bigint} NOT NULL,
    sha256 TEXT NOT NULL,
    created_by ${uuid} NOT NULL,
    created_at ${time} NOT NULL,
    expires_at ${time} NOT NULL,
    revoked_at ${time} NULL,
    uses ${int} NOT NULL,
    last_used_at ${time} NULL
);
CREATE INDEX ix_direct_links_agency_id ON direct_links (agency_id, document_id);

CREATE TABLE direct_uploads (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    name TEXT NOT NULL,
    size ${bigint} NOT NULL,
    created_by ${uuid} NOT NULL,
    created_at ${time} NOT NULL,
    expires_at ${time} NOT NULL,
    completed_at ${time} NULL
);
CREATE INDEX ix_direct_uploads_agency_id ON direct_uploads (agency_id);
CREATE INDEX ix_direct_uploads_expires_at ON direct_uploads (expires_at);
