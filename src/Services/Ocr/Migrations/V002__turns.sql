CREATE INDEX ix_jobs_turn ON jobs (status, agency_id, id, lease_until);
DROP INDEX ix_jobs_status;
