-- What a decision rests on, in its own words.
ALTER TABLE deliveries ADD COLUMN detail text;
ALTER TABLE deliveries ADD COLUMN lookup_ids text[] NOT NULL DEFAULT '{}';
ALTER TABLE delivery_outcomes ADD COLUMN detail text;

-- What the other topics tell that belongs to a delivery's story: of each thing what was told last,
-- in however many records. In all of them "at" is the time of whichever record was read first; it
-- never changes, so that a row which is written again and again keeps its place in the index.
CREATE TABLE story_lookups (
  id text COLLATE "C" PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  -- As it was asked.
  requested_at timestamptz,
  namespace text,
  repository text,
  from_sha text,
  to_sha text,
  branch text,
  pull_request_id bigint,
  -- As it was answered.
  answered_at timestamptz,
  outcome text,
  path_count integer,
  paths text[],
  truncated boolean,
  commit_sha text,
  pull_request_ids bigint[],
  failure text
);
CREATE INDEX story_lookups_by_time ON story_lookups (at);

-- STOP and UPDATE: that a run was started is in its decision.
CREATE TABLE story_commands (
  id text COLLATE "C" PRIMARY KEY,
  at timestamptz NOT NULL,
  action text NOT NULL,
  delivery_id text COLLATE "C" NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  target_slug text NOT NULL,
  pull_request_id bigint,
  reason text
);
CREATE INDEX story_commands_of_delivery ON story_commands (delivery_id);
CREATE INDEX story_commands_of_run ON story_commands (run_id);
CREATE INDEX story_commands_by_time ON story_commands (at);

-- Rows of these two change often: there is room to change them where they are.
CREATE TABLE story_runs (
  id text COLLATE "C" PRIMARY KEY,
  at timestamptz NOT NULL,
  state text NOT NULL,
  state_version bigint NOT NULL,
  state_at timestamptz NOT NULL,
  message text,
  url text,
  -- Counted by offset, so that one that is read again is not counted again.
  updates integer NOT NULL,
  last_offset bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX story_runs_by_time ON story_runs (at);

CREATE TABLE story_statuses (
  integration_id text COLLATE "C" NOT NULL,
  repository_key text COLLATE "C" NOT NULL,
  commit_sha text COLLATE "C" NOT NULL,
  status_key text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  -- As it should be shown.
  wanted_revision bigint,
  wanted_state text,
  wanted_name text,
  wanted_description text,
  wanted_at timestamptz,
  -- As Bitbucket was told it last.
  told_revision bigint,
  told_state text,
  told_outcome text,
  told_http_status integer,
  told_attempt integer,
  told_detail text,
  told_at timestamptz,
  PRIMARY KEY (integration_id, repository_key, commit_sha, status_key)
) WITH (fillfactor = 70);
CREATE INDEX story_statuses_by_time ON story_statuses (at);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON story_lookups, story_commands, story_runs, story_statuses TO uplink_ingress;
