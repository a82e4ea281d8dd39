package dev.uplink.schemas.topic;

import dev.uplink.schemas.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is kept. Partitions and retention are defaults that an installation may override; the
 * rest is part of the contract.
 *
 * @param retention how long records stay; null for a topic that is compacted only
 * @param tombstones how long a compacted topic keeps its tombstones; null where it has none
 * @param appendTime whether records bear the broker's time instead of the producer's
 */
public record TopicSettings(
    int partitions,
    Cleanup cleanup,
    @Nullable Duration retention,
    @Nullable Duration tombstones,
    int maxRecordBytes,
    boolean appendTime) {
  private static final int PARTITIONS = 6;

  static TopicSettings events(Duration retention) {
    return new TopicSettings(
        PARTITIONS, Cleanup.DELETE, retention, null, Limits.RECORD_BYTES, false);
  }

  static TopicSettings entities() {
    return new TopicSettings(
        PARTITIONS, Cleanup.COMPACT, null, Duration.ofDays(30), Limits.RECORD_BYTES, false);
  }

  static TopicSettings latest(Duration retention) {
    return new TopicSettings(
        PARTITIONS, Cleanup.COMPACT_AND_DELETE, retention, retention, Limits.RECORD_BYTES, false);
  }

  TopicSettings upTo(int bytes) {
    return new TopicSettings(partitions, cleanup, retention, tombstones, bytes, appendTime);
  }

  TopicSettings withAppendTime() {
    return new TopicSettings(partitions, cleanup, retention, tombstones, maxRecordBytes, true);
  }

  TopicSettings withPartitions(int count) {
    return new TopicSettings(count, cleanup, retention, tombstones, maxRecordBytes, appendTime);
  }

  TopicSettings withRetention(Duration kept) {
    return new TopicSettings(partitions, cleanup, kept, tombstones, maxRecordBytes, appendTime);
  }

  /** The broker's configuration of such a topic. Sorted, so that messages read alike. */
  public Map<String, String> brokerConfig() {
    Map<String, String> config = new TreeMap<>();
    config.put("cleanup.policy", cleanup.policy());
    config.put("max.message.bytes", Integer.toString(maxRecordBytes));
    config.put("message.timestamp.type", appendTime ? "LogAppendTime" : "CreateTime");
    if (retention != null) {
      config.put("retention.ms", Long.toString(retention.toMillis()));
    }
    if (tombstones != null) {
      config.put("delete.retention.ms", Long.toString(tombstones.toMillis()));
    }
    return config;
  }
}
