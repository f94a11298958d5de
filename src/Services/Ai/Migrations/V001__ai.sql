CREATE TABLE ai_calls (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    at ${time} NOT NULL,
    actor TEXT NOT NULL,
    purpose TEXT NOT NULL,
    document_id ${uuid} NULL,
    version ${int} NULL,
    text_sha256 TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    milliseconds ${int} NOT NULL,
    input_tokens ${bigint} NULL,
    output_tokens ${bigint} NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX ix_ai_calls_agency ON ai_calls (agency_id, id);
