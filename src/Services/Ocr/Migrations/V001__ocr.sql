CREATE TABLE jobs (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NOT NULL,
    version ${int} NOT NULL,
    blob_folder TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts ${int} NOT NULL,
    owner TEXT NULL,
    lease_until ${time} NULL,
    pages_done ${int} NOT NULL,
    page_count ${int} NULL,
    engine TEXT NULL,
    note TEXT NULL,
    created_at ${time} NOT NULL,
    finished_at ${time} NULL
);
CREATE INDEX ix_jobs_status ON jobs (status, id);
CREATE INDEX ix_jobs_document ON jobs (document_id, version);
