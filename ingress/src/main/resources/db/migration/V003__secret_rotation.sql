-- A secret that was replaced is accepted for a while longer, so that Bitbucket can be told the new
-- one in between. The one that is shown, and accepted for ever, has no end.
ALTER TABLE webhook_secrets ADD COLUMN accepted_until timestamptz;
CREATE UNIQUE INDEX webhook_secrets_current
  ON webhook_secrets (integration_id) WHERE accepted_until IS NULL;

-- When a webhook last came that was signed with it. Apart from the secrets, because a change of
-- those is told to every edge, and this changes all the time.
CREATE TABLE webhook_secret_uses (
  secret_id text PRIMARY KEY REFERENCES webhook_secrets ON DELETE CASCADE,
  last_used_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON webhook_secret_uses TO uplink_ingress;
