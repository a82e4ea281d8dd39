-- Who holds the private keys seals credentials anew when the primary key has changed. Which version
-- they are, and whose, is not its to say.
GRANT UPDATE (sealed) ON api_credentials TO uplink_notifier;
