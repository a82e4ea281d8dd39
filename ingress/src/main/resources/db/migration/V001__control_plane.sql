-- The control plane's tables. They belong to the role that runs the migrations; the services only
-- get what the grants at the end say.
--
-- Groups, not logins: an installation makes its login roles members of these.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'uplink_ingress') THEN
    CREATE ROLE uplink_ingress NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'uplink_notifier') THEN
    CREATE ROLE uplink_notifier NOLOGIN;
  END IF;
END
$$;

CREATE TABLE accounts (
  id text PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z]{1,64}$'),
  name text NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL
);

-- Only a hash of a token is kept. The lookup column is a part of that hash, so that an index finds
-- the row and the comparison that decides can take the same time for every token.
CREATE TABLE api_tokens (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
  name text NOT NULL,
  lookup text NOT NULL CHECK (lookup ~ '^[0-9a-f]{16}$'),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT api_tokens_sha256 UNIQUE (sha256)
);
CREATE INDEX api_tokens_lookup ON api_tokens (lookup);

-- 'root' is the top of every account's tree, so a Space's id is unique within its account only.
CREATE TABLE spaces (
  account_id text NOT NULL REFERENCES accounts,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  labels text[] NOT NULL,
  parent_space_id text COLLATE "C",
  inherit_entities boolean NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, id),
  CONSTRAINT spaces_parent FOREIGN KEY (account_id, parent_space_id) REFERENCES spaces,
  CONSTRAINT spaces_only_root_has_no_parent CHECK ((id = 'root') = (parent_space_id IS NULL))
);
CREATE INDEX spaces_children ON spaces (account_id, parent_space_id);

CREATE TABLE integrations (
  id text COLLATE "C" PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts,
  provider text NOT NULL CHECK (provider IN ('BITBUCKET_CLOUD', 'BITBUCKET_DATACENTER')),
  slug text NOT NULL,
  name text NOT NULL,
  is_default boolean NOT NULL,
  space_id text COLLATE "C" NOT NULL,
  options_vcs_checks text NOT NULL CHECK (options_vcs_checks IN ('INDIVIDUAL', 'AGGREGATED', 'ALL')),
  options_use_git_checkout boolean NOT NULL,
  options_labels text[] NOT NULL,
  options_description text NOT NULL,
  access_api_host text,
  access_user_facing_host text,
  access_email text,
  access_username text,
  credentials_version bigint NOT NULL CHECK (credentials_version > 0),
  revision bigint NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  CONSTRAINT integrations_slug UNIQUE (account_id, provider, slug),
  CONSTRAINT integrations_space FOREIGN KEY (account_id, space_id) REFERENCES spaces,
  CONSTRAINT integrations_default_in_root CHECK (NOT is_default OR space_id = 'root'),
  -- What a target refers to, so that it cannot name another account's or product's integration.
  CONSTRAINT integrations_reference UNIQUE (id, account_id, provider)
);
CREATE UNIQUE INDEX integrations_default ON integrations (account_id, provider) WHERE is_default;
CREATE INDEX integrations_of_space ON integrations (account_id, space_id);

-- Stacks and modules. The source_ columns say where the code is and through which integration it is
-- reached: null means the provider's default, except on a target whose integration was deleted.
CREATE TABLE targets (
  id text COLLATE "C" PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts,
  kind text NOT NULL CHECK (kind IN ('STACK', 'MODULE')),
  slug text NOT NULL,
  name text NOT NULL,
  space_id text COLLATE "C" NOT NULL,
  source_provider text NOT NULL CHECK (source_provider IN ('BITBUCKET_CLOUD', 'BITBUCKET_DATACENTER')),
  source_integration_id text COLLATE "C",
  source_namespace text NOT NULL CHECK (source_namespace <> '' AND position('/' IN source_namespace) = 0),
  source_repository text NOT NULL CHECK (source_repository <> '' AND position('/' IN source_repository) = 0),
  source_branch text NOT NULL CHECK (source_branch <> ''),
  source_project_root text NOT NULL,
  source_additional_project_globs text[] NOT NULL,
  options_labels text[] NOT NULL,
  options_autodeploy boolean NOT NULL,
  options_is_disabled boolean NOT NULL,
  detached_from_integration_id text,
  repository_key text NOT NULL,
  revision bigint NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  CONSTRAINT targets_slug UNIQUE (account_id, kind, slug),
  CONSTRAINT targets_space FOREIGN KEY (account_id, space_id) REFERENCES spaces,
  CONSTRAINT targets_integration FOREIGN KEY (source_integration_id, account_id, source_provider)
    REFERENCES integrations (id, account_id, provider),
  CONSTRAINT targets_detached_has_no_integration
    CHECK (detached_from_integration_id IS NULL OR source_integration_id IS NULL)
);
CREATE INDEX targets_of_account ON targets (account_id, kind, id);
CREATE INDEX targets_of_space ON targets (account_id, space_id);
CREATE INDEX targets_of_integration ON targets (source_integration_id);
CREATE INDEX targets_of_repository ON targets (repository_key);

-- Secrets stand apart from what they belong to: who may read an integration may not read these.
CREATE TABLE webhook_secrets (
  id text PRIMARY KEY,
  integration_id text COLLATE "C" NOT NULL REFERENCES integrations ON DELETE CASCADE,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX webhook_secrets_of_integration ON webhook_secrets (integration_id);

CREATE TABLE api_credentials (
  integration_id text COLLATE "C" PRIMARY KEY REFERENCES integrations ON DELETE CASCADE,
  version bigint NOT NULL CHECK (version > 0),
  sealed bytea NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Changes on their way to Kafka. A null value is a tombstone.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  value bytea,
  created_at timestamptz NOT NULL,
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('uplink_outbox', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_appended AFTER INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

-- Tells the webhook edge which of its cached secrets are stale: {provider}/{accountId}/{slug}.
CREATE FUNCTION notify_integration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed integrations;
BEGIN
  changed := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  PERFORM pg_notify('uplink_webhook_secrets',
    changed.provider || '/' || changed.account_id || '/' || changed.slug);
  RETURN NULL;
END
$$;
CREATE TRIGGER integration_changed AFTER INSERT OR UPDATE OR DELETE ON integrations
  FOR EACH ROW EXECUTE FUNCTION notify_integration();

-- Finds nothing when the integration itself was deleted: then its own trigger has spoken.
CREATE FUNCTION notify_webhook_secret() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed webhook_secrets;
BEGIN
  changed := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  PERFORM pg_notify('uplink_webhook_secrets', i.provider || '/' || i.account_id || '/' || i.slug)
    FROM integrations i WHERE i.id = changed.integration_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER webhook_secret_changed AFTER INSERT OR UPDATE OR DELETE ON webhook_secrets
  FOR EACH ROW EXECUTE FUNCTION notify_webhook_secret();

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO uplink_ingress, uplink_notifier', current_schema());
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON accounts, api_tokens, spaces, integrations, targets, webhook_secrets, outbox TO uplink_ingress;
-- Ingress writes API credentials and can say which version stands there; it can never read them.
GRANT INSERT, UPDATE, DELETE ON api_credentials TO uplink_ingress;
GRANT SELECT (integration_id, version) ON api_credentials TO uplink_ingress;
-- The notifier reads API credentials and nothing else in this database.
GRANT SELECT ON api_credentials TO uplink_notifier;
