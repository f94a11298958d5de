CREATE TABLE analysis_jobs (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NOT NULL,
    version ${int} NOT NULL,
    blob_folder TEXT NOT NULL,
    text_blob TEXT NULL,
    note TEXT NULL,
    status TEXT NOT NULL,
    attempts ${int} NOT NULL,
    owner TEXT NULL,
    lease_until ${time} NULL,
    created_at ${time} NOT NULL
);
CREATE INDEX ix_analysis_jobs_turn ON analysis_jobs (status, agency_id, id, lease_until);
