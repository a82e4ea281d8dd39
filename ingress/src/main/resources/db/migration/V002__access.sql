-- What a token may do, until when, and when it last did. Each role is written "{spaceId}={role}".
-- A role in a Space that is gone means nothing, since ids of Spaces are never used again.
ALTER TABLE api_tokens
  ADD COLUMN roles text[] NOT NULL DEFAULT '{root=ADMIN}',
  ADD COLUMN is_bootstrap boolean NOT NULL DEFAULT true,
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN last_used_at timestamptz;

-- The defaults were for the tokens there are: until now each was the one that the settings name.
ALTER TABLE api_tokens
  ALTER COLUMN roles DROP DEFAULT,
  ALTER COLUMN is_bootstrap DROP DEFAULT;
CREATE UNIQUE INDEX api_tokens_bootstrap ON api_tokens (account_id) WHERE is_bootstrap;
CREATE INDEX api_tokens_of_account ON api_tokens (account_id, id);
