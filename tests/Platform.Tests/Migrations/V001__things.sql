CREATE TABLE things (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    name TEXT NOT NULL,
    made_at ${time} NOT NULL
);
