CREATE TABLE stored_documents (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    class_code TEXT NULL,
    trashed ${bool} NOT NULL,
    revision ${bigint} NOT NULL
);
CREATE INDEX ix_stored_documents_agency_id ON stored_documents (agency_id);

CREATE TABLE stored_files (
    document_id ${uuid} NOT NULL,
    version ${int} NOT NULL,
    agency_id ${uuid} NOT NULL,
    size ${bigint} NOT NULL,
    sha256 TEXT NOT NULL,
    blob_folder TEXT NOT NULL,
    checked_at ${time} NOT NULL,
    damage TEXT NULL,
    PRIMARY KEY (document_id, version)
);
CREATE INDEX ix_stored_files_agency_id ON stored_files (agency_id);
CREATE INDEX ix_stored_files_checked_at ON stored_files (checked_at);
