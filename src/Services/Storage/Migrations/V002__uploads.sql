CREATE TABLE uploads (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    revision ${bigint} NOT NULL,
    owner_id ${uuid} NOT NULL,
    owner_name TEXT NOT NULL,
    owner_roles TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    length ${bigint} NULL,
    received ${bigint} NOT NULL,
    pieces ${int} NOT NULL,
    metadata TEXT NOT NULL,
    joins TEXT NULL,
    final_id ${uuid} NULL,
    created_at ${time} NOT NULL,
    expires_at ${time} NOT NULL,
    status_at ${time} NOT NULL,
    manifest TEXT NULL,
    document_id ${uuid} NULL,
    duplicate_of ${uuid} NULL,
    sha256 TEXT NULL,
    refusal_code TEXT NULL,
    refusal_status ${int} NULL,
    refusal_detail TEXT NULL,
    cleared ${bool} NOT NULL
);
CREATE INDEX ix_uploads_owner ON uploads (agency_id, owner_id, id);
CREATE INDEX ix_uploads_status ON uploads (status, status_at);
CREATE INDEX ix_uploads_final_id ON uploads (final_id);

CREATE TABLE upload_pieces (
    id ${uuid} NOT NULL PRIMARY KEY,
    upload_id ${uuid} NOT NULL,
    agency_id ${uuid} NOT NULL,
    start ${bigint} NOT NULL,
    length ${bigint} NOT NULL
);
CREATE INDEX ix_upload_pieces_upload ON upload_pieces (upload_id, start);
