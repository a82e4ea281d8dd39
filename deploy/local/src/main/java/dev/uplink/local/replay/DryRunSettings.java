package dev.uplink.local.replay;

import dev.uplink.local.LocalSettings;
import dev.uplink.processor.ProcessorSettings;
import dev.uplink.processor.memory.Retention;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to read from: local mode by its ports, or another installation by its addresses.
 *
 * @param api base of the control plane
 * @param adminToken what the control plane is to be asked with
 */
record DryRunSettings(
    KafkaAccess kafka,
    URI registry,
    Duration registryTimeout,
    Retention retention,
    URI api,
    Optional<String> adminToken) {

  private static final Setting<String> KAFKA =
      Setting.optional(
          KafkaSettings.BOOTSTRAP_SERVERS.name(),
          "Kafka brokers; without it the one at UPLINK_KAFKA_PORT.",
          text -> text,
          "");

  private static final Setting<Optional<URI>> REGISTRY =
      Setting.optional(
          SerdeSettings.REGISTRY_URL.name(),
          "Base URL of the registry; without it the one at UPLINK_REGISTRY_PORT.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(Readers.url(text)),
          "");

  private static final Setting<Optional<URI>> API =
      Setting.optional(
          "UPLINK_API_URL",
          "Base URL of the control plane; without it the one at UPLINK_API_PORT.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(Readers.url(text)),
          "");

  static final List<Setting<?>> ALL =
      Stream.concat(
              LocalSettings.ALL.stream(),
              Stream.<Setting<?>>of(
                  KAFKA,
                  KafkaSettings.SECURITY,
                  KafkaSettings.USER,
                  KafkaSettings.PASSWORD,
                  KafkaSettings.CA_FILE,
                  REGISTRY,
                  API,
                  SerdeSettings.REGISTRY_TIMEOUT,
                  ProcessorSettings.DEDUPLICATION_RETENTION,
                  ProcessorSettings.RUN_RETENTION))
          .toList();

  /** Throws {@link SettingsException} with every variable that is unknown, missing or misread. */
  static DryRunSettings read(Map<String, String> environment) {
    Settings settings = Settings.read(environment, ALL);
    String kafka = settings.get(KAFKA);
    return new DryRunSettings(
        KafkaAccess.from(
            settings,
            kafka.isBlank() ? "127.0.0.1:" + settings.get(LocalSettings.KAFKA_PORT) : kafka),
        settings
            .get(REGISTRY)
            .orElseGet(
                () ->
                    URI.create(
                        "http://127.0.0.1:%d/apis/ccompat/v7"
                            .formatted(settings.get(LocalSettings.REGISTRY_PORT)))),
        settings.get(SerdeSettings.REGISTRY_TIMEOUT),
        new Retention(
            settings.get(ProcessorSettings.DEDUPLICATION_RETENTION),
            settings.get(ProcessorSettings.RUN_RETENTION)),
        settings
            .get(API)
            .orElseGet(
                () -> URI.create("http://127.0.0.1:" + settings.get(LocalSettings.API_PORT))),
        settings.get(LocalSettings.ADMIN_TOKEN));
  }

  /** Hides the token; the login hides its password. */
  @Override
  public String toString() {
    return "DryRunSettings[kafka=" + kafka + ", registry=" + registry + "]";
  }
}
