package dev.uplink.notifier;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.settings.Literals;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.StreamsSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What Micronaut and the Kafka clients of the delivery are told of the settings. */
final class NotifierProperties {
  private NotifierProperties() {}

  static Map<String, Object> micronaut(Settings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", settings.get(NotifierSettings.BIND_ADDRESS));
    properties.put("micronaut.server.port", settings.get(NotifierSettings.MANAGEMENT_PORT));
    properties.put("datasources.default.url", settings.get(NotifierSettings.DATABASE_URL));
    properties.put("datasources.default.username", settings.get(NotifierSettings.DATABASE_USER));
    properties.put(
        "datasources.default.password", settings.get(NotifierSettings.DATABASE_PASSWORD));
    Literals.in(properties);
    return properties;
  }

  static Map<String, Object> consumer(Settings settings) {
    int session = Math.toIntExact(settings.get(StreamsSettings.SESSION_TIMEOUT).toMillis());
    // A member learns of a rebalance with its next heartbeat, so they come often.
    int heartbeat = Math.min(session / 4, 1_000);
    Map<String, Object> properties = KafkaAccess.from(settings).with(Map.of());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, KafkaNames.STATUSES_GROUP);
    properties.put(
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.get(StreamsSettings.INSTANCE_ID));
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, heartbeat);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Offsets are committed by hand, up to the oldest status that is not delivered.
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  /** Somebody waits for each probe, and lost ones are asked again: no offset is kept with care. */
  static Map<String, Object> probes(Settings settings) {
    Map<String, Object> properties = follower(settings);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, KafkaNames.PROBES_GROUP);
    properties.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        Math.toIntExact(settings.get(StreamsSettings.SESSION_TIMEOUT).toMillis()));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    // Of a group that is new as well: what nobody waits for any more is passed over.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, true);
    properties.put(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, 1_000);
    return properties;
  }

  /** Every lookup is answered: offsets are committed by hand, as it is. */
  static Map<String, Object> lookups(Settings settings) {
    Map<String, Object> properties = follower(settings);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, KafkaNames.LOOKUPS_GROUP);
    properties.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        Math.toIntExact(settings.get(StreamsSettings.SESSION_TIMEOUT).toMillis()));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return properties;
  }

  /** In no group: for what every notifier reads as a whole. */
  static Map<String, Object> follower(Settings settings) {
    Map<String, Object> properties = KafkaAccess.from(settings).with(Map.of());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  static Map<String, Object> producer(Settings settings) {
    Map<String, Object> properties = KafkaAccess.from(settings).with(Map.of());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.DEAD_LETTER_RECORD_BYTES);
    return properties;
  }
}
