package dev.uplink.local;

import dev.uplink.local.data.DataFolder;
import dev.uplink.local.data.Secrets;
import dev.uplink.local.part.Databases;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.streams.StreamsSettings;
import dev.uplink.schemas.trace.TelemetrySettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The environment of each child: all that it is meant to get, and nothing of anyone else's.
 *
 * @param secrets asked at each start, because keys may have been changed
 */
record ServiceSettings(
    LocalSettings settings,
    Wiring wiring,
    Endpoints endpoints,
    DataFolder data,
    Supplier<Secrets> secrets) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ATLASSIAN = "api.bitbucket.org";
  private static final String NO_LIMIT = "1000000";

  /** Of a service or a second instance of one, with what its arrangement wants otherwise. */
  Map<String, String> of(PartName service) {
    Map<String, String> environment =
        switch (service) {
          case INGRESS, INGRESS_2 -> ingress(service);
          case PROCESSOR, PROCESSOR_2 -> processor(service);
          case NOTIFIER, NOTIFIER_2 -> notifier(service);
          case KAFKA, KAFKA_2, KAFKA_3, POSTGRES, REGISTRY, SANDBOX, SCHEDULER ->
              throw new IllegalArgumentException(service + " is no service");
        };
    environment.putAll(wiring.arrangement().settings().getOrDefault(service, Map.of()));
    environment.putAll(wiring.arrangement().tuning().serviceEnvironment().apply(service));
    return environment;
  }

  /** Of who makes the tables, and nobody else. */
  Map<String, String> migration() {
    return Map.of(
        "UPLINK_DATABASE_URL",
        endpoints.database(),
        "UPLINK_MIGRATION_USER",
        Databases.OWNER,
        "UPLINK_MIGRATION_PASSWORD",
        Databases.PASSWORD);
  }

  private Map<String, String> ingress(PartName instance) {
    Map<String, String> environment = common(instance);
    Entrances.Entrance entrance = wiring.entrance(instance);
    environment.put("UPLINK_WEBHOOK_PORT", Integer.toString(entrance.webhook()));
    environment.put("UPLINK_API_PORT", Integer.toString(entrance.api()));
    environment.put("UPLINK_WEBHOOK_BASE_URL", endpoints.webhooks().toString());
    environment.putAll(database(Databases.INGRESS));
    environment.put("UPLINK_WEBHOOK_SECRETS_KEYSET", secrets.get().webhookSecrets());
    environment.put("UPLINK_CREDENTIALS_PUBLIC_KEYSET", secrets.get().credentialsPublic());
    environment.put("UPLINK_ADMIN_TOKEN", secrets.get().adminToken());
    environment.put("UPLINK_ACCOUNT_ID", settings.accountId().value());
    // The sandbox is a Data Center host on loopback; production refuses such hosts.
    environment.put("UPLINK_ALLOW_LOOPBACK_HOSTS", "true");
    return environment;
  }

  private Map<String, String> processor(PartName instance) {
    return streams(instance);
  }

  private Map<String, String> notifier(PartName instance) {
    Map<String, String> environment = streams(instance);
    environment.putAll(database(Databases.NOTIFIER));
    environment.put("UPLINK_CREDENTIALS_PRIVATE_KEYSET", secrets.get().credentialsPrivate());
    URI cloud = settings.bitbucketCloudApi().orElse(endpoints.sandboxCloudApi());
    environment.put("UPLINK_BITBUCKET_CLOUD_API", cloud.toString());
    environment.put("UPLINK_LINKS_BASE", endpoints.api().toString());
    // Who plays Bitbucket here has no limits, and whoever tries things out should meet none.
    environment.put("UPLINK_DATA_CENTER_BURST", NO_LIMIT);
    environment.put("UPLINK_DATA_CENTER_PER_SECOND", NO_LIMIT);
    if (!ATLASSIAN.equals(cloud.getHost())) {
      environment.put("UPLINK_CLOUD_REQUESTS_PER_HOUR", NO_LIMIT);
    }
    environment.put("UPLINK_ALLOW_LOOPBACK_HOSTS", "true");
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
        SerdeSettings.REGISTRY_URL.name(), endpoints.registry().toString());
  }

  private Map<String, String> common(PartName service) {
    Map<String, String> environment = new HashMap<>(kafka());
    environment.putAll(wiring.wayToKafka(service));
    environment.put("UPLINK_BIND_ADDRESS", LOOPBACK);
    environment.put(
        TelemetrySettings.LOG_FORMAT.name(), settings.logFormat().name().toLowerCase(Locale.ROOT));
    settings
        .tracing()
        .ifPresent(
            collector ->
                environment.put(TelemetrySettings.TRACING_ENDPOINT.name(), collector.toString()));
    return environment;
  }

  private Map<String, String> streams(PartName instance) {
    Map<String, String> environment = common(instance);
    environment.put("UPLINK_MANAGEMENT_PORT", Integer.toString(wiring.management(instance)));
    environment.put(StreamsSettings.STATE_DIR.name(), data.state(instance.fileName()).toString());
    environment.put(StreamsSettings.INSTANCE_ID.name(), instance.instanceId());
    // A killed process is replaced quickly; production waits longer before it moves state.
    environment.put(StreamsSettings.SESSION_TIMEOUT.name(), "PT10S");
    return environment;
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
