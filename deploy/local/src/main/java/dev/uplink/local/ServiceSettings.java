package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.part.Databases;
import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.StreamsSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The environment of each child: all that it is meant to get, and nothing of anyone else's. */
record ServiceSettings(
    LocalSettings settings, Endpoints endpoints, DataFolder data, Secrets secrets) {
  private static final String LOOPBACK = "127.0.0.1";

  Map<String, String> ingress() {
    Map<String, String> environment = common();
    environment.put("UPLINK_WEBHOOK_PORT", Integer.toString(endpoints.ports().webhook()));
    environment.put("UPLINK_API_PORT", Integer.toString(endpoints.ports().api()));
    environment.put("UPLINK_WEBHOOK_BASE_URL", endpoints.webhooks().toString());
    environment.put("UPLINK_MIGRATION_USER", Databases.OWNER);
    environment.put("UPLINK_MIGRATION_PASSWORD", Databases.PASSWORD);
    environment.putAll(database(Databases.INGRESS));
    environment.put("UPLINK_WEBHOOK_SECRETS_KEYSET", secrets.webhookSecrets());
    environment.put("UPLINK_CREDENTIALS_PUBLIC_KEYSET", secrets.credentialsPublic());
    environment.put("UPLINK_ADMIN_TOKEN", secrets.adminToken());
    environment.put("UPLINK_ACCOUNT_ID", settings.accountId().value());
    // The sandbox is a Data Center host on loopback; production refuses such hosts.
    environment.put("UPLINK_ALLOW_LOOPBACK_HOSTS", "true");
    return environment;
  }

  Map<String, String> processor() {
    Map<String, String> environment = common();
    environment.putAll(streams("processor"));
    environment.put(
        "UPLINK_MANAGEMENT_PORT", Integer.toString(endpoints.ports().processorManagement()));
    return environment;
  }

  Map<String, String> notifier() {
    Map<String, String> environment = common();
    environment.putAll(streams("notifier"));
    environment.put(
        "UPLINK_MANAGEMENT_PORT", Integer.toString(endpoints.ports().notifierManagement()));
    environment.putAll(database(Databases.NOTIFIER));
    environment.put("UPLINK_CREDENTIALS_PRIVATE_KEYSET", secrets.credentialsPrivate());
    URI cloud = settings.bitbucketCloudApi().orElse(endpoints.sandboxCloudApi());
    environment.put("UPLINK_BITBUCKET_CLOUD_API", cloud.toString());
    return environment;
  }

  /** The registry is no program of ours: its variables are Quarkus's and Apicurio's. */
  Map<String, String> registry() {
    return Map.ofEntries(
        Map.entry("QUARKUS_HTTP_HOST", LOOPBACK),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(endpoints.ports().registry())),
        Map.entry("QUARKUS_MANAGEMENT_HOST", LOOPBACK),
        Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
        Map.entry("APICURIO_STORAGE_KIND", "sql"),
        Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
        Map.entry(
            "APICURIO_DATASOURCE_URL",
            Databases.url(endpoints.ports().postgres(), Databases.REGISTRY)),
        Map.entry("APICURIO_DATASOURCE_USERNAME", Databases.REGISTRY),
        Map.entry("APICURIO_DATASOURCE_PASSWORD", Databases.PASSWORD));
  }

  /** What the launcher itself speaks to Kafka with. */
  Map<String, String> kafka() {
    return Map.of(
        KafkaSettings.BOOTSTRAP_SERVERS.name(), endpoints.kafka(),
        KafkaSettings.REGISTRY_URL.name(), endpoints.registry().toString());
  }

  private Map<String, String> common() {
    Map<String, String> environment = new HashMap<>(kafka());
    environment.put("UPLINK_BIND_ADDRESS", LOOPBACK);
    return environment;
  }

  private Map<String, String> streams(String service) {
    return Map.of(
        StreamsSettings.STATE_DIR.name(),
        data.state(service).toString(),
        StreamsSettings.INSTANCE_ID.name(),
        service + "-1",
        // A killed process is replaced quickly; production waits longer before it moves state.
        StreamsSettings.SESSION_TIMEOUT.name(),
        "PT10S");
  }

  private Map<String, String> database(String user) {
    return Map.of(
        "UPLINK_DATABASE_URL",
        endpoints.database(),
        "UPLINK_DATABASE_USER",
        user,
        "UPLINK_DATABASE_PASSWORD",
        Databases.PASSWORD);
  }
}
