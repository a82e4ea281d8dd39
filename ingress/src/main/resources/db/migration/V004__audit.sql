-- Who changed what. Nothing here is ever changed, only deleted when it is too old.
CREATE TABLE audit_entries (
  id text COLLATE "C" PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  entity_id text NOT NULL,
  before_change text,
  after_change text
);
CREATE INDEX audit_entries_of_account ON audit_entries (account_id, id);
CREATE INDEX audit_entries_of_entity ON audit_entries (account_id, entity_id, id);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
GRANT SELECT, INSERT, DELETE ON audit_entries TO uplink_ingress;
