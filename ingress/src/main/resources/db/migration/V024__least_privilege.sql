-- Granted with the rest of their tables, and needed by no statement: accounts are never deleted,
-- outcomes are replaced as a whole, a command that was told stays as it is, and which version of an
-- API credential stands there is known from its integration.
REVOKE DELETE ON accounts FROM uplink_ingress;
REVOKE UPDATE ON delivery_outcomes, story_commands FROM uplink_ingress;
REVOKE SELECT (version) ON api_credentials FROM uplink_ingress;
