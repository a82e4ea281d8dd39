-- What became of each webhook and trigger, as uplink.webhooks, uplink.decisions and uplink.dead-letters
-- tell it, in whatever order they do. Nothing here is the truth: emptied, it is read again as far back
-- as the topics reach. Hence no references to other tables: what is told of may be gone.
CREATE TABLE deliveries (
  id text COLLATE "C" PRIMARY KEY,
  account_id text NOT NULL,
  -- Of the record that told of it first, and never changed: lists are read in its order.
  at timestamptz NOT NULL,
  provider text NOT NULL,
  repository_key text COLLATE "C" NOT NULL,
  integration_id text COLLATE "C",
  event_key text,
  replay_of text,
  -- As it arrived, and where its bytes are.
  received_at timestamptz,
  request_id text,
  hook_id text,
  attempt integer,
  user_agent text,
  secret_id text,
  body_bytes integer,
  webhook_partition integer,
  webhook_offset bigint,
  -- As it was decided.
  decided_at timestamptz,
  integration_slug text,
  space_id text,
  namespace text,
  repository text,
  commit_sha text,
  branch text,
  pull_request_id bigint,
  ignored_reason text,
  commit_shas text[] NOT NULL DEFAULT '{}',
  started integer NOT NULL DEFAULT 0,
  stopped integer NOT NULL DEFAULT 0,
  deduplicated integer NOT NULL DEFAULT 0,
  ignored integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  -- As it was given up.
  dead_letter_at timestamptz,
  dead_letter_stage text,
  dead_letter_reason text,
  dead_letter_message text
);
CREATE INDEX deliveries_of_account ON deliveries (account_id, at, id);
CREATE INDEX deliveries_of_integration ON deliveries (integration_id, at, id);
CREATE INDEX deliveries_of_repository ON deliveries (repository_key, at, id);
CREATE INDEX deliveries_of_commit ON deliveries USING gin (commit_shas);
CREATE INDEX deliveries_by_time ON deliveries (at);
-- One for each outcome that a list can be narrowed to: the rare ones must not be looked for among all.
CREATE INDEX deliveries_pending ON deliveries (account_id, at, id)
  WHERE decided_at IS NULL AND dead_letter_at IS NULL;
CREATE INDEX deliveries_dead ON deliveries (account_id, at, id) WHERE dead_letter_at IS NOT NULL;
CREATE INDEX deliveries_started ON deliveries (account_id, at, id) WHERE started > 0;
CREATE INDEX deliveries_stopped ON deliveries (account_id, at, id) WHERE stopped > 0;
CREATE INDEX deliveries_deduplicated ON deliveries (account_id, at, id) WHERE deduplicated > 0;
CREATE INDEX deliveries_ignored ON deliveries (account_id, at, id)
  WHERE ignored > 0 OR ignored_reason IS NOT NULL;
CREATE INDEX deliveries_rejected ON deliveries (account_id, at, id) WHERE rejected > 0;

-- What a decision said of each target and ref, in its order.
CREATE TABLE delivery_outcomes (
  delivery_id text COLLATE "C" NOT NULL,
  place integer NOT NULL,
  at timestamptz NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  target_slug text NOT NULL,
  target_kind text NOT NULL,
  outcome text NOT NULL,
  reason text,
  run_id text,
  run_type text,
  commit_sha text,
  ref_type text,
  ref_name text,
  pull_request_id bigint,
  changed_files_known boolean NOT NULL,
  PRIMARY KEY (delivery_id, place)
);
CREATE INDEX delivery_outcomes_of_target ON delivery_outcomes (target_id, delivery_id);
CREATE INDEX delivery_outcomes_by_time ON delivery_outcomes (at);

GRANT SELECT, INSERT, UPDATE, DELETE ON deliveries, delivery_outcomes TO uplink_ingress;
