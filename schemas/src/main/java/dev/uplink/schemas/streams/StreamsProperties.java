package dev.uplink.schemas.streams;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration of a service: exactly once, named, bounded. */
public final class StreamsProperties {
  /** A member learns of a rebalance with its next heartbeat, so they come often. */
  private static final int HEARTBEAT_MS = 1_000;

  private StreamsProperties() {}

  /** The application id also names the consumer group and the internal topics. */
  public static Properties from(Settings settings, String applicationId, DeadLetters deadLetters) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    // Without a prefix: for every client that Kafka Streams makes, whatever it is for.
    properties.putAll(KafkaAccess.from(settings).with(Map.of()));
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG, settings.get(StreamsSettings.STATE_DIR).toString());
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(StreamsSettings.STREAM_THREADS));
    properties.put(
        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(StreamsSettings.STANDBYS));
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        settings.get(StreamsSettings.COMMIT_INTERVAL).toMillis());
    properties.putAll(guarantees());
    properties.putAll(handlers(deadLetters));
    properties.putAll(membership(settings));
    return properties;
  }

  /** What holds everywhere, also in a test driver that has no settings. */
  public static Properties guarantees() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    // A decision is the largest record a topology writes, also to its own internal topics.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Limits.DECISION_RECORD_BYTES);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Limits.DECISION_RECORD_BYTES);
    return properties;
  }

  /** What becomes of records that cannot be processed. */
  public static Properties handlers(DeadLetters deadLetters) {
    Properties properties = new Properties();
    properties.put(DeadLetters.CONFIG, deadLetters);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeserializationDeadLetters.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingDeadLetters.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionDeadLetters.class);
    return properties;
  }

  private static Properties membership(Settings settings) {
    Properties properties = new Properties();
    String protocol = settings.get(StreamsSettings.GROUP_PROTOCOL);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol);
    if (protocol.equals("classic")) {
      Duration session = settings.get(StreamsSettings.SESSION_TIMEOUT);
      properties.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          settings.get(StreamsSettings.INSTANCE_ID));
      properties.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
          (int) session.toMillis());
      properties.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
          Math.min((int) session.dividedBy(4).toMillis(), HEARTBEAT_MS));
    }
    return properties;
  }
}
