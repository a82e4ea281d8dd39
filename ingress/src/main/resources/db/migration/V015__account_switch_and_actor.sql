-- Whether admins of a Space may create others below it. Who they are is in their tokens' roles.
ALTER TABLE accounts ADD COLUMN space_admins_may_create_spaces boolean NOT NULL DEFAULT false;

-- Which token it was: names of tokens are for people and need not differ. Null before this column.
ALTER TABLE audit_entries ADD COLUMN actor_id text;
