package dev.uplink.schemas.streams;

import dev.uplink.schemas.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * What has to be known of an application to make its internal topics anew as Kafka Streams does.
 *
 * @param partitions of each of them
 * @param expiring how long the rows of stores live that are forgotten by time, by the store's name
 * @param repeatable topics of the catalogue whose records may be read once more, and from which
 *     what was on its way inside comes
 */
public record InternalTopics(
    String applicationId,
    UsedTopics used,
    int partitions,
    Map<String, Duration> expiring,
    Set<String> repeatable) {
  /** What Kafka Streams adds, because clocks differ. */
  private static final Duration LONGER = Duration.ofDays(1);

  /** Small, since whole segments are taken out. */
  private static final int REPARTITION_SEGMENT = 50 * 1024 * 1024;

  String changelog(String store) {
    return UsedTopics.changelog(applicationId, store);
  }

  /** The settings that it gives a topic beyond those that brokers have. */
  public Map<String, String> configuration(String topic) {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.DECISION_RECORD_BYTES));
    configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.CREATE_TIME.name);
    if (used.repartitions().contains(topic)) {
      // Taken out by the application when it has been read.
      configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      configuration.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
      configuration.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(REPARTITION_SEGMENT));
      return configuration;
    }
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    expiring.forEach(
        (store, retention) -> {
          if (changelog(store).equals(topic)) {
            configuration.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
            configuration.put(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.plus(LONGER).toMillis()));
          }
        });
    return configuration;
  }
}
