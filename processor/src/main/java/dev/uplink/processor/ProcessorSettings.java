package dev.uplink.processor;

import dev.uplink.processor.memory.Retention;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.streams.StreamsSettings;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicOverrides;
import dev.uplink.schemas.topic.TopicSettings;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.TelemetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All settings of the processor. The README's table says the same in prose. */
public final class ProcessorSettings {
  public static final Setting<String> BIND_ADDRESS =
      Setting.optional(
          "UPLINK_BIND_ADDRESS", "Address the management port is on.", Readers::text, "0.0.0.0");

  public static final Setting<Integer> MANAGEMENT_PORT =
      Setting.optional(
          "UPLINK_MANAGEMENT_PORT", "Private port: health, metrics.", Readers::port, "8091");

  public static final Setting<Duration> DEDUPLICATION_RETENTION =
      Setting.optional(
          "UPLINK_DEDUPLICATION_RETENTION",
          "How long a delivery that comes again is recognised; longer than uplink.webhooks is"
              + " kept.",
          Readers::duration,
          "P14D");

  public static final Setting<Duration> RUN_RETENTION =
      Setting.optional(
          "UPLINK_RUN_DEDUPLICATION_RETENTION",
          "How long a commit that comes again starts no second run of a target and type.",
          Readers::duration,
          "P90D");

  public static final List<Setting<?>> ALL =
      Stream.of(
              KafkaSettings.ALL.stream(),
              StreamsSettings.ALL.stream(),
              TelemetrySettings.ALL.stream(),
              Stream.of(BIND_ADDRESS, MANAGEMENT_PORT, DEDUPLICATION_RETENTION, RUN_RETENTION))
          .flatMap(part -> part)
          .<Setting<?>>map(setting -> setting)
          .toList();

  private ProcessorSettings() {}

  /** Throws {@link SettingsException} when anything is missing, unknown or contradictory. */
  public static Settings read(Map<String, String> environment) {
    Settings settings = Settings.read(environment, ALL);
    TopicOverrides overrides = settings.get(KafkaSettings.TOPIC_OVERRIDES);
    TopicSettings webhooks = overrides.applyTo(Topics.WEBHOOKS).settings();
    Duration kept = Objects.requireNonNull(webhooks.retention());
    List<String> problems = new ArrayList<>();
    // A topic that is read again from its start must meet every delivery it still holds as known.
    if (settings.get(DEDUPLICATION_RETENTION).compareTo(kept) <= 0) {
      problems.add(
          "%s is %s: expected more than the %s for which %s is kept"
              .formatted(
                  DEDUPLICATION_RETENTION.name(),
                  settings.get(DEDUPLICATION_RETENTION),
                  kept,
                  Topics.WEBHOOKS));
    }
    for (Topic<?> beside : List.of(Topics.TRIGGER_REQUESTS, Topics.LOOKUP_RESULTS)) {
      int partitions = overrides.applyTo(beside).settings().partitions();
      if (webhooks.partitions() != partitions) {
        problems.add(
            "%s sets %d partitions for %s and %d for %s: expected the same count"
                .formatted(
                    KafkaSettings.TOPIC_OVERRIDES.name(),
                    webhooks.partitions(),
                    Topics.WEBHOOKS,
                    partitions,
                    beside));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  static Retention retention(Settings settings) {
    return new Retention(settings.get(DEDUPLICATION_RETENTION), settings.get(RUN_RETENTION));
  }
}
