-- API credentials outlive their integration for a short time: its runs are stopped when it is
-- deleted, and how they ended has still to be told to Bitbucket.
ALTER TABLE api_credentials DROP CONSTRAINT api_credentials_integration_id_fkey;
ALTER TABLE api_credentials ADD COLUMN integration_deleted_at timestamptz;
CREATE INDEX api_credentials_left ON api_credentials (integration_deleted_at)
  WHERE integration_deleted_at IS NOT NULL;
GRANT SELECT (integration_deleted_at) ON api_credentials TO uplink_ingress;
