package dev.uplink.e2e.audit;

import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What can be set beside the settings that every client of the topics has. */
final class AuditSettings {
  static final Setting<String> ACCEPTED =
      Setting.optional(
          "UPLINK_AUDIT_ACCEPTED",
          "File of delivery ids, one a line, that were answered 202.",
          Readers::text,
          "");

  static final Setting<String> SANDBOX =
      Setting.optional(
          "UPLINK_AUDIT_SANDBOX",
          "Base URL of local mode's Bitbucket, to compare what it shows.",
          Readers::text,
          "");

  static final Setting<Duration> PATIENCE =
      Setting.optional(
          "UPLINK_AUDIT_PATIENCE",
          "How long to wait for what may still be on its way.",
          Readers::duration,
          "PT60S");

  static final Setting<Duration> SILENCE_TRACKED = silence("TRACKED", "P7D");
  static final Setting<Duration> SILENCE_PROPOSED = silence("PROPOSED", "PT6H");
  static final Setting<Duration> SILENCE_MODULE_TRACKED = silence("MODULE_TRACKED", "PT6H");
  static final Setting<Duration> SILENCE_MODULE_PROPOSED = silence("MODULE_PROPOSED", "PT6H");
  static final Setting<Duration> SILENCE_PERSON = silence("PERSON", "P7D");

  static final List<Setting<?>> ALL =
      Stream.concat(
              KafkaSettings.ALL.stream(),
              Stream.<Setting<?>>of(
                  ACCEPTED,
                  SANDBOX,
                  PATIENCE,
                  SILENCE_TRACKED,
                  SILENCE_PROPOSED,
                  SILENCE_MODULE_TRACKED,
                  SILENCE_MODULE_PROPOSED,
                  SILENCE_PERSON))
          .toList();

  /** Named and set as in the audited notifier. */
  private static Setting<Duration> silence(String of, String standard) {
    return Setting.optional(
        "UPLINK_RUN_SILENCE_" + of,
        "How long the audited notifier waits to hear of such a run.",
        Readers::duration,
        standard);
  }

  private AuditSettings() {}
}
