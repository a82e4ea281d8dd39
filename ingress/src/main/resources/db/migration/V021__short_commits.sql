-- Deliveries are found by a commit's first digits, too. An array's index knows whole elements only,
-- so it has the first seven of each; the rest is compared in the few rows that it finds.
CREATE FUNCTION short_commits(text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT array_agg(left(sha, 7)) FROM unnest($1) AS sha $$;
DROP INDEX deliveries_of_commit;
CREATE INDEX deliveries_of_commit ON deliveries USING gin (short_commits(commit_shas));
