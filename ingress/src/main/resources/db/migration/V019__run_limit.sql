-- Most runs that one event may start in the account; null for no limit.
ALTER TABLE accounts ADD COLUMN run_limit integer CHECK (run_limit BETWEEN 0 AND 500);
