-- What was answered to a request that carried an Idempotency-Key. Sealed, because answers to
-- creations show secrets.
CREATE TABLE idempotent_answers (
  account_id text NOT NULL REFERENCES accounts,
  caller_id text NOT NULL,
  key text NOT NULL,
  sealed_body bytea NOT NULL,
  revision bigint,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, caller_id, key)
);
CREATE INDEX idempotent_answers_by_time ON idempotent_answers (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotent_answers TO uplink_ingress;
