-- For the story of what is not decided yet: the questions that may still be open. Null of what was
-- asked before.
ALTER TABLE story_lookups ADD COLUMN repository_key text;
ALTER TABLE story_lookups ADD COLUMN integration_id text COLLATE "C";
CREATE INDEX story_lookups_open ON story_lookups (repository_key, requested_at)
  WHERE answered_at IS NULL;
