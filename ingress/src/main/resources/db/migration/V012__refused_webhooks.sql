-- Webhooks that were refused for a reason that sending them again does not end, one row for each address
-- and reason. Strangers can cause these, so there are only so many: see JdbcRefusalLog.
CREATE TABLE refused_webhooks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
  provider text NOT NULL,
  slug text NOT NULL,
  reason text NOT NULL,
  count bigint NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  last_event_key text,
  last_user_agent text,
  -- No integration had the address when it was last refused there.
  unaddressed boolean NOT NULL,
  CONSTRAINT refused_webhooks_address UNIQUE (account_id, provider, slug, reason)
);
CREATE INDEX refused_webhooks_of_account ON refused_webhooks (account_id, id);
CREATE INDEX refused_webhooks_unaddressed ON refused_webhooks (account_id, last_at) WHERE unaddressed;
CREATE INDEX refused_webhooks_by_time ON refused_webhooks (last_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON refused_webhooks TO uplink_ingress;
