-- The runs that count at a commit, as uplink.commit-checks tells them: of each key the highest revision.
-- As with deliveries, nothing here is the truth, and what is told of may be gone; hence no references.
CREATE TABLE commit_checks (
  -- In the order in which they were first told; lists are read in it.
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The record's: integration, repository, commit, target and run type.
  check_key text COLLATE "C" NOT NULL,
  -- Of whichever record was read first, and never changed, so that a row which is written again and
  -- again keeps its place in the index.
  at timestamptz NOT NULL,
  page_id text COLLATE "C" NOT NULL,
  account_id text NOT NULL,
  integration_id text COLLATE "C" NOT NULL,
  provider text NOT NULL,
  namespace text NOT NULL,
  repository text NOT NULL,
  repository_key text COLLATE "C" NOT NULL,
  commit_sha text COLLATE "C" NOT NULL,
  ref_name text,
  target_id text COLLATE "C" NOT NULL,
  target_slug text COLLATE "C" NOT NULL,
  target_kind text NOT NULL,
  run_type text NOT NULL,
  check_group text NOT NULL,
  run_id text NOT NULL,
  run_state text NOT NULL,
  state text NOT NULL,
  text text NOT NULL,
  url text,
  added bigint,
  changed bigint,
  deleted bigint,
  revision bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT commit_checks_key UNIQUE (check_key)
  -- Rows change with every update of a run: there is room to change them where they are.
) WITH (fillfactor = 70);
CREATE INDEX commit_checks_of_page ON commit_checks (page_id);
CREATE INDEX commit_checks_of_commit ON commit_checks (repository_key, commit_sha, id);
CREATE INDEX commit_checks_by_time ON commit_checks (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON commit_checks TO uplink_ingress;
