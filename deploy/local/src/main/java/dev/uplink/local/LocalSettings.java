package dev.uplink.local;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.trace.TelemetrySettings;
import dev.uplink.schemas.trace.TelemetrySettings.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set on local mode.
 *
 * @param dataDir where everything is kept; empty for a temporary folder that is gone at exit
 * @param adminToken the root admin's token; empty to have one generated
 * @param bitbucketCloudApi Cloud's API base with its /2.0; empty for the sandbox
 * @param logFormat of the services' logs
 * @param tracing where the services tell their spans; empty: nowhere
 */
public record LocalSettings(
    int webhookPort,
    int apiPort,
    int registryPort,
    int kafkaPort,
    int postgresPort,
    int sandboxPort,
    Optional<Path> dataDir,
    Optional<String> adminToken,
    AccountId accountId,
    Optional<URI> bitbucketCloudApi,
    boolean scheduler,
    LogFormat logFormat,
    Optional<URI> tracing) {

  public static final Setting<Integer> WEBHOOK_PORT =
      Setting.optional("UPLINK_WEBHOOK_PORT", "Port of the webhook edge.", Readers::port, "8080");

  public static final Setting<Integer> API_PORT =
      Setting.optional("UPLINK_API_PORT", "Port of the control plane.", Readers::port, "8090");

  public static final Setting<Integer> REGISTRY_PORT =
      Setting.optional(
          "UPLINK_REGISTRY_PORT", "Port of the schema registry.", Readers::port, "8081");

  public static final Setting<Integer> KAFKA_PORT =
      Setting.optional("UPLINK_KAFKA_PORT", "Port of the Kafka broker.", Readers::port, "9092");

  public static final Setting<Integer> POSTGRES_PORT =
      Setting.optional("UPLINK_POSTGRES_PORT", "Port of PostgreSQL.", Readers::port, "15432");

  public static final Setting<Integer> SANDBOX_PORT =
      Setting.optional(
          "UPLINK_SANDBOX_PORT", "Port of the Bitbucket sandbox.", Readers::port, "8070");

  public static final Setting<Optional<Path>> DATA_DIR =
      Setting.optional(
          "UPLINK_DATA_DIR",
          "Folder that keeps the data; without it a temporary one, gone at exit.",
          LocalSettings::folder,
          "");

  /** Optional, so that its default can be a generated one; never shown. */
  public static final Setting<Optional<String>> ADMIN_TOKEN =
      new Setting<>(
          "UPLINK_ADMIN_TOKEN",
          "The root admin's token, 16 to 256 visible ASCII characters; without it one is made.",
          LocalSettings::token,
          "",
          true);

  public static final Setting<AccountId> ACCOUNT_ID =
      Setting.optional("UPLINK_ACCOUNT_ID", "The account's id.", AccountId::new, "demo");

  public static final Setting<Optional<URI>> BITBUCKET_CLOUD_API =
      Setting.optional(
          "UPLINK_BITBUCKET_CLOUD_API",
          "Bitbucket Cloud's API base with its /2.0; without it the sandbox.",
          LocalSettings::url,
          "");

  public static final Setting<Boolean> SCHEDULER =
      Setting.optional(
          "UPLINK_SCHEDULER", "Whether the sample scheduler runs.", LocalSettings::onOff, "on");

  public static final List<Setting<?>> ALL =
      List.of(
          WEBHOOK_PORT,
          API_PORT,
          REGISTRY_PORT,
          KAFKA_PORT,
          POSTGRES_PORT,
          SANDBOX_PORT,
          DATA_DIR,
          ADMIN_TOKEN,
          ACCOUNT_ID,
          BITBUCKET_CLOUD_API,
          SCHEDULER,
          TelemetrySettings.LOG_FORMAT,
          TelemetrySettings.TRACING_ENDPOINT);

  /** Throws SettingsException with every variable that is unknown or not understood. */
  public static LocalSettings read(Map<String, String> environment) {
    Settings settings = Settings.read(environment, ALL);
    return new LocalSettings(
        settings.get(WEBHOOK_PORT),
        settings.get(API_PORT),
        settings.get(REGISTRY_PORT),
        settings.get(KAFKA_PORT),
        settings.get(POSTGRES_PORT),
        settings.get(SANDBOX_PORT),
        settings.get(DATA_DIR),
        settings.get(ADMIN_TOKEN),
        settings.get(ACCOUNT_ID),
        settings.get(BITBUCKET_CLOUD_API),
        settings.get(SCHEDULER),
        settings.get(TelemetrySettings.LOG_FORMAT),
        settings.get(TelemetrySettings.TRACING_ENDPOINT));
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "LocalSettings[accountId=" + accountId + ", dataDir=" + dataDir + "]";
  }

  private static Optional<Path> folder(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  private static Optional<String> token(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[!-~]{16,256}")) {
      throw new IllegalArgumentException("expected 16 to 256 visible ASCII characters");
    }
    return Optional.of(text);
  }

  private static Optional<URI> url(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Readers.url(text));
  }

  private static boolean onOff(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("expected on or off");
    };
  }
}
