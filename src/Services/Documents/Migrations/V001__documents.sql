CREATE TABLE documents (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    revision ${bigint} NOT NULL,
    version ${int} NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size ${bigint} NOT NULL,
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL,
    status_reason TEXT NULL,
    status_at ${time} NOT NULL,
    attempts ${int} NOT NULL,
    page_count ${int} NULL,
    transaction_id ${uuid} NULL,
    grant_set_id ${uuid} NOT NULL,
    owner_id ${uuid} NOT NULL,
    owner_name TEXT NOT NULL,
    created_at ${time} NOT NULL,
    deleted_at ${time} NULL,
    tag_list TEXT NOT NULL,
    class_code TEXT NULL,
    class_confidence ${double} NULL,
    text_blob TEXT NULL,
    read_note TEXT NULL,
    class TEXT NULL,
    summary TEXT NULL,
    fields TEXT NOT NULL,
    parts TEXT NOT NULL,
    edited_fields TEXT NOT NULL
);
CREATE INDEX ix_documents_agency ON documents (agency_id, id);
CREATE INDEX ix_documents_sha256 ON documents (agency_id, sha256);
CREATE INDEX ix_documents_transaction ON documents (transaction_id);
CREATE INDEX ix_documents_status ON documents (status, status_at);

CREATE TABLE document_versions (
    document_id ${uuid} NOT NULL,
    number ${int} NOT NULL,
    agency_id ${uuid} NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size ${bigint} NOT NULL,
    sha256 TEXT NOT NULL,
    created_at ${time} NOT NULL,
    created_by ${uuid} NOT NULL,
    created_by_name TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);

CREATE TABLE shares (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    document_id ${uuid} NOT NULL,
    kind TEXT NOT NULL,
    member_id ${uuid} NULL,
    member_name TEXT NULL,
    slug_hash TEXT NULL,
    can_download ${bool} NOT NULL,
    message TEXT NULL,
    password_hash TEXT NULL,
    created_at ${time} NOT NULL,
    created_by ${uuid} NOT NULL,
    created_by_name TEXT NOT NULL,
    expires_at ${time} NULL,
    revoked_at ${time} NULL,
    max_opens ${int} NULL,
    opens ${int} NOT NULL,
    last_opened_at ${time} NULL,
    wrong_passwords ${int} NOT NULL,
    blocked_until ${time} NULL
);
CREATE INDEX ix_shares_document ON shares (document_id);
CREATE UNIQUE INDEX ix_shares_slug ON shares (slug_hash);

CREATE TABLE transactions (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    revision ${int} NOT NULL,
    name TEXT NOT NULL,
    file_number TEXT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    property TEXT NULL,
    closing_date ${date} NULL,
    created_at ${time} NOT NULL,
    created_by ${uuid} NOT NULL,
    created_by_name TEXT NOT NULL,
    deleted_at ${time} NULL
);
CREATE INDEX ix_transactions_agency ON transactions (agency_id, id);

CREATE TABLE transaction_parties (
    id ${uuid} NOT NULL PRIMARY KEY,
    agency_id ${uuid} NOT NULL,
    transaction_id ${uuid} NOT NULL,
    position ${int} NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    email_sealed TEXT NULL,
    phone_sealed TEXT NULL
);
CREATE INDEX ix_transaction_parties_transaction ON transaction_parties (transaction_id, position);

CREATE TABLE transaction_members (
    transaction_id ${uuid} NOT NULL,
    user_id ${uuid} NOT NULL,
    agency_id ${uuid} NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (transaction_id, user_id)
);
CREATE INDEX ix_transaction_members_user ON transaction_members (user_id);
