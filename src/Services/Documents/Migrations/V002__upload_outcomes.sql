CREATE TABLE upload_outcomes (
    upload_id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NULL,
    duplicate_of ${uuid} NULL,
    sha256 TEXT NULL,
    code TEXT NULL,
    status ${int} NULL,
    detail TEXT NULL,
    at ${time} NOT NULL
);
