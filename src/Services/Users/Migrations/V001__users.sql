CREATE TABLE agencies (
    id ${uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    licence_number TEXT NULL,
    call_back_number TEXT NULL,
    colour TEXT NULL,
    created_at ${time} NOT NULL,
    revision ${bigint} NOT NULL
);

CREATE TABLE people (
    id ${uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    phone TEXT NULL,
    job_title TEXT NULL,
    time_zone TEXT NOT NULL,
    locale TEXT NOT NULL,
    active ${bool} NOT NULL,
    default_agency ${uuid} NOT NULL,
    created_at ${time} NOT NULL,
    revision ${bigint} NOT NULL
);
CREATE UNIQUE INDEX ix_people_email_key ON people (email_key);

CREATE TABLE memberships (
    agency_id ${uuid} NOT NULL,
    user_id ${uuid} NOT NULL,
    roles TEXT NOT NULL,
    active ${bool} NOT NULL,
    since ${time} NOT NULL,
    revision ${bigint} NOT NULL,
    PRIMARY KEY (agency_id, user_id)
);
CREATE INDEX ix_memberships_user_id ON memberships (user_id);

CREATE TABLE preferences (
    user_id ${uuid} NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    revision ${bigint} NOT NULL
);
