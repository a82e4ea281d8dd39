package dev.uplink.ingress;

import dev.uplink.ingress.crypto.CredentialSealing;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.trace.TelemetrySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings of ingress. The README's table says the same in prose. */
public final class IngressSettings {
  public static final Setting<String> BIND_ADDRESS =
      Setting.optional(
          "UPLINK_BIND_ADDRESS", "Address both ports listen on.", Readers::text, "0.0.0.0");

  public static final Setting<Integer> WEBHOOK_PORT =
      Setting.optional(
          "UPLINK_WEBHOOK_PORT", "Public port: webhooks only.", IngressReaders::port, "8080");

  public static final Setting<Integer> API_PORT =
      Setting.optional(
          "UPLINK_API_PORT",
          "Private port: control plane, health, metrics.",
          IngressReaders::port,
          "8090");

  public static final Setting<Optional<Integer>> MANAGEMENT_PORT =
      Setting.optional(
          "UPLINK_MANAGEMENT_PORT",
          "Port of health and metrics alone, which the private port has as well; none by default.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(IngressReaders.port(text)),
          "");

  public static final Setting<URI> WEBHOOK_BASE_URL =
      Setting.required(
          "UPLINK_WEBHOOK_BASE_URL",
          "Base of the webhook endpoints as Bitbucket reaches them.",
          Readers::url);

  public static final Setting<String> DATABASE_URL =
      Setting.required(
          "UPLINK_DATABASE_URL",
          "JDBC URL of PostgreSQL, jdbc:postgresql://host:port/database.",
          IngressReaders::jdbcUrl);

  public static final Setting<String> DATABASE_USER =
      Setting.required(
          "UPLINK_DATABASE_USER", "Login role, a member of uplink_ingress.", Readers::text);

  public static final Setting<String> DATABASE_PASSWORD =
      Setting.secret("UPLINK_DATABASE_PASSWORD", "Password of that role.", Readers::text);

  public static final Setting<Optional<String>> MIGRATION_USER =
      Setting.optional(
          "UPLINK_MIGRATION_USER",
          "Role that owns the tables: migrates them at the start, which serving needs not.",
          IngressReaders::optionalText,
          "");

  public static final Setting<Optional<String>> MIGRATION_PASSWORD =
      new Setting<>(
          "UPLINK_MIGRATION_PASSWORD",
          "Password of that role.",
          IngressReaders::optionalText,
          "",
          true);

  public static final Setting<WebhookSecretSealing> WEBHOOK_SECRETS_KEYSET =
      Setting.secret(
          "UPLINK_WEBHOOK_SECRETS_KEYSET",
          "Tink JSON keyset (AEAD) that seals webhook secrets.",
          WebhookSecretSealing::fromKeyset);

  public static final Setting<CredentialSealing> CREDENTIALS_PUBLIC_KEYSET =
      Setting.required(
          "UPLINK_CREDENTIALS_PUBLIC_KEYSET",
          "Tink JSON keyset (hybrid, public) that seals API credentials for the notifier.",
          CredentialSealing::fromPublicKeyset);

  public static final Setting<Optional<String>> ADMIN_TOKEN =
      new Setting<>(
          "UPLINK_ADMIN_TOKEN",
          "Token of the root administrator, made at start if absent.",
          IngressReaders::token,
          "",
          true);

  public static final Setting<Optional<AccountId>> ACCOUNT_ID =
      Setting.optional(
          "UPLINK_ACCOUNT_ID",
          "Account made at start if absent, with its root Space.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(new AccountId(text)),
          "");

  public static final Setting<Duration> PUBLISH_TIMEOUT =
      Setting.optional(
          "UPLINK_PUBLISH_TIMEOUT",
          "How long a webhook may wait for Kafka's acknowledgement, PT0.5S to PT5S.",
          IngressReaders::publishTimeout,
          "PT5S");

  public static final Setting<Integer> WEBHOOK_MEMORY =
      Setting.optional(
          "UPLINK_WEBHOOK_MEMORY",
          "Bytes of webhook bodies held at once, and again of records waiting for Kafka.",
          IngressReaders::memory,
          "67108864");

  public static final Setting<Duration> TRIGGER_TIMEOUT =
      Setting.optional(
          "UPLINK_TRIGGER_TIMEOUT",
          "How long a request for a run waits for the decision on it.",
          Readers::duration,
          "PT10S");

  public static final Setting<Duration> PROBE_TIMEOUT =
      Setting.optional(
          "UPLINK_PROBE_TIMEOUT",
          "How long a request that asks Bitbucket waits for the notifier, PT1S to PT60S.",
          IngressReaders::probeTimeout,
          "PT15S");

  public static final Setting<Boolean> CHECK_SOURCES =
      Setting.optional(
          "UPLINK_CHECK_SOURCES",
          "Whether Bitbucket is asked for the branch before a stack or module gets a source.",
          Readers::flag,
          "true");

  public static final Setting<Duration> SOURCE_CHECK_TIMEOUT =
      Setting.optional(
          "UPLINK_SOURCE_CHECK_TIMEOUT",
          "How long that may take, PT1S to PT10S; after it the source is taken with a warning.",
          IngressReaders::sourceCheckTimeout,
          "PT3S");

  public static final Setting<Duration> AUDIT_RETENTION =
      Setting.optional(
          "UPLINK_AUDIT_RETENTION",
          "How long the audit trail keeps what was changed; its topic keeps it by its own time.",
          Readers::duration,
          "P400D");

  public static final Setting<Duration> DRAIN =
      Setting.optional(
          "UPLINK_DRAIN",
          "How long an ingress that was told to end goes on answering, not ready, PT0S to PT60S.",
          IngressReaders::drain,
          "PT3S");

  public static final Setting<Boolean> DELIVERIES =
      Setting.optional(
          "UPLINK_DELIVERIES",
          "Whether this instance writes down what became of webhooks and commits' runs, to be"
              + " shown.",
          Readers::flag,
          "true");

  public static final Setting<Duration> DELIVERY_RETENTION =
      Setting.optional(
          "UPLINK_DELIVERY_RETENTION",
          "How long the API shows what became of a webhook, at least PT1H.",
          IngressReaders::deliveryRetention,
          "P30D");

  public static final List<Setting<?>> ALL =
      Stream.of(
              KafkaSettings.ALL,
              HostSettings.ALL,
              TelemetrySettings.ALL,
              List.<Setting<?>>of(
                  BIND_ADDRESS,
                  WEBHOOK_PORT,
                  API_PORT,
                  MANAGEMENT_PORT,
                  WEBHOOK_BASE_URL,
                  DATABASE_URL,
                  DATABASE_USER,
                  DATABASE_PASSWORD,
                  MIGRATION_USER,
                  MIGRATION_PASSWORD,
                  WEBHOOK_SECRETS_KEYSET,
                  CREDENTIALS_PUBLIC_KEYSET,
                  ADMIN_TOKEN,
                  ACCOUNT_ID,
                  PUBLISH_TIMEOUT,
                  WEBHOOK_MEMORY,
                  TRIGGER_TIMEOUT,
                  PROBE_TIMEOUT,
                  CHECK_SOURCES,
                  SOURCE_CHECK_TIMEOUT,
                  AUDIT_RETENTION,
                  DRAIN,
                  DELIVERIES,
                  DELIVERY_RETENTION))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private IngressSettings() {}

  /** Throws {@link SettingsException} when anything is missing, unknown or not understood. */
  public static Settings read(Map<String, String> environment) {
    Settings settings = Settings.read(environment, ALL);
    List<String> problems =
        Stream.of(
                halfSet(settings, ADMIN_TOKEN, ACCOUNT_ID),
                halfSet(settings, MIGRATION_USER, MIGRATION_PASSWORD),
                samePort(settings))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private static Optional<String> samePort(Settings settings) {
    List<Integer> ports =
        Stream.concat(
                Stream.of(settings.get(WEBHOOK_PORT), settings.get(API_PORT)),
                settings.get(MANAGEMENT_PORT).stream())
            .toList();
    return ports.stream().distinct().count() == ports.size()
        ? Optional.empty()
        : Optional.of(
            "%s, %s and %s need a port each"
                .formatted(WEBHOOK_PORT.name(), API_PORT.name(), MANAGEMENT_PORT.name()));
  }

  private static Optional<String> halfSet(
      Settings settings, Setting<? extends Optional<?>> one, Setting<? extends Optional<?>> other) {
    return settings.get(one).isPresent() == settings.get(other).isPresent()
        ? Optional.empty()
        : Optional.of(one.name() + " and " + other.name() + " are set together or not at all");
  }
}
