-- Ingress does not migrate as whom it serves: it only looks whether somebody did.
GRANT SELECT ON flyway_schema_history TO uplink_ingress;
