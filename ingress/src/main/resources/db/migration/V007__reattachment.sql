CREATE INDEX targets_detached ON targets (account_id, detached_from_integration_id, id)
  WHERE detached_from_integration_id IS NOT NULL;
