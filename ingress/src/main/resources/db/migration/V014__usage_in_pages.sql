-- Who uses an integration is read in pages, in the order of ids: those that name it, and those that
-- name none and so mean their provider's default.
CREATE INDEX targets_naming ON targets (source_integration_id, id);
DROP INDEX targets_of_integration;
CREATE INDEX targets_by_default ON targets (account_id, source_provider, id)
  WHERE source_integration_id IS NULL AND detached_from_integration_id IS NULL;
