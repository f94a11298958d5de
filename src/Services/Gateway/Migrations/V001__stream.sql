CREATE TABLE stream_entries (
    seq ${identity},
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NOT NULL,
    grant_set_id ${uuid} NOT NULL,
    owner_id ${uuid} NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    at ${time} NOT NULL
);
CREATE INDEX ix_stream_entries_at ON stream_entries (at);
