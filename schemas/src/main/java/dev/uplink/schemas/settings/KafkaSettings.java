package dev.uplink.schemas.settings;

import dev.uplink.schemas.serde.ConfluentAvroDeserializer;
import dev.uplink.schemas.serde.ConfluentAvroSerializer;
import dev.uplink.schemas.topic.TopicOverrides;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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

  public static final Setting<URI> REGISTRY_URL =
      Setting.required(
          "UPLINK_SCHEMA_REGISTRY_URL",
          "Base URL of the schema registry's Confluent API.",
          Readers::url);

  public static final Setting<Duration> REGISTRY_TIMEOUT =
      Setting.optional(
          "UPLINK_SCHEMA_REGISTRY_TIMEOUT",
          "How long one request to the registry may take.",
          Readers::duration,
          "PT3S");

  public static final Setting<String> SERIALIZER =
      Setting.optional(
          "UPLINK_AVRO_SERIALIZER",
          "Class of the Avro serializer, for example Confluent's.",
          Readers::text,
          ConfluentAvroSerializer.class.getName());

  public static final Setting<String> DESERIALIZER =
      Setting.optional(
          "UPLINK_AVRO_DESERIALIZER",
          "Class of the Avro deserializer, for example Confluent's.",
          Readers::text,
          ConfluentAvroDeserializer.class.getName());

  public static final Setting<TopicOverrides> TOPIC_OVERRIDES =
      Setting.optional(
          "UPLINK_TOPIC_OVERRIDES",
          "Partitions and retention that differ from the catalogue, <topic>.partitions=<count> or"
              + " <topic>.retention=<ISO duration>, separated by commas.",
          TopicOverrides::parse,
          "");

  public static final List<Setting<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          SECURITY,
          USER,
          PASSWORD,
          CA_FILE,
          REGISTRY_URL,
          REGISTRY_TIMEOUT,
          SERIALIZER,
          DESERIALIZER,
          TOPIC_OVERRIDES);

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
