package dev.uplink.schemas.streams;

import dev.uplink.schemas.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

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

  String changelog(String store) {
    return UsedTopics.changelog(applicationId, store);
  }

  Map<String, String> configuration(String topic) {
    String size = Integer.toString(Limits.DECISION_RECORD_BYTES);
    if (used.repartitions().contains(topic)) {
      // Taken out by the application when it has been read.
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          size);
    }
    for (Map.Entry<String, Duration> store : expiring.entrySet()) {
      if (changelog(store.getKey()).equals(topic)) {
        return Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(store.getValue().plus(LONGER).toMillis()),
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            size);
      }
    }
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        size);
  }
}
