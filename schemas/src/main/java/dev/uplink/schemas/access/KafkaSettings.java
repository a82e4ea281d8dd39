package dev.uplink.schemas.access;

import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.topic.TopicOverrides;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** The settings every service has, because every service speaks to Kafka and the registry. */
public final class KafkaSettings {
  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.required(
          "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
          "Kafka brokers, host:port,host:port.",
          Readers::servers);

  public static final Setting<SecurityProtocol> SECURITY =
      Setting.optional(
          "UPLINK_KAFKA_SECURITY",
          "PLAINTEXT, or SASL_SSL: a login by SCRAM-SHA-512 inside TLS.",
          KafkaSettings::security,
          "PLAINTEXT");

  public static final Setting<String> USER =
      Setting.optional(
          "UPLINK_KAFKA_USER", "Whom to log in as; with SASL_SSL only.", Readers::text, "");

  /** A secret that may be absent, unlike any other: where nobody logs in there is none. */
  public static final Setting<String> PASSWORD =
      new Setting<>(
          "UPLINK_KAFKA_PASSWORD",
          "The user's password; with SASL_SSL only.",
          Readers::text,
          "",
          true);

  public static final Setting<String> CA_FILE =
      Setting.optional(
          "UPLINK_KAFKA_CA_FILE",
          "PEM file of the authorities that may have signed the brokers' certificates; with"
              + " SASL_SSL only.",
          Readers::text,
          "");

  public static final Setting<TopicOverrides> TOPIC_OVERRIDES =
      Setting.optional(
          "UPLINK_TOPIC_OVERRIDES",
          "Partitions and retention that differ from the catalogue, <topic>.partitions=<count> or"
              + " <topic>.retention=<ISO duration>, separated by commas.",
          TopicOverrides::parse,
          "");

  /** All of these, and those of the serdes: whoever speaks to Kafka speaks of records. */
  public static final List<Setting<?>> ALL =
      Stream.<Setting<?>>concat(
              Stream.of(BOOTSTRAP_SERVERS, SECURITY, USER, PASSWORD, CA_FILE, TOPIC_OVERRIDES),
              SerdeSettings.ALL.stream())
          .toList();

  private KafkaSettings() {}

  /** Half of it would be a password that anyone can read, or a broker that knows nobody's name. */
  private static SecurityProtocol security(String text) {
    return switch (text) {
      case "PLAINTEXT" -> SecurityProtocol.PLAINTEXT;
      case "SASL_SSL" -> SecurityProtocol.SASL_SSL;
      default -> throw new IllegalArgumentException("expected PLAINTEXT or SASL_SSL");
    };
  }
}
