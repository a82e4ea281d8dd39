package dev.uplink.schemas.topic;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an installation sets differently from the catalogue: partitions and retention, written as
 * {@code uplink.webhooks.partitions=24,uplink.webhooks.retention=P14D}. The other settings are part
 * of the contract and cannot be set.
 */
public record TopicOverrides(Map<String, Integer> partitions, Map<String, Duration> retention) {
  public static final TopicOverrides NONE = new TopicOverrides(Map.of(), Map.of());

  private static final String PARTITIONS = ".partitions";
  private static final String RETENTION = ".retention";

  public TopicOverrides {
    partitions = Map.copyOf(partitions);
    retention = Map.copyOf(retention);
  }

  /** Throws {@link IllegalArgumentException} that names the entry it does not understand. */
  public static TopicOverrides parse(String text) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Duration> retention = new HashMap<>();
    for (String entry : text.split(",", -1)) {
      if (!entry.isBlank()) {
        parse(entry.trim(), partitions, retention);
      }
    }
    return new TopicOverrides(partitions, retention);
  }

  private static void parse(
      String entry, Map<String, Integer> partitions, Map<String, Duration> retention) {
    int equals = entry.indexOf('=');
    String key = equals < 0 ? entry : entry.substring(0, equals);
    String value = equals < 0 ? "" : entry.substring(equals + 1);
    try {
      if (key.endsWith(PARTITIONS)) {
        partitions.put(topic(key, PARTITIONS), Integer.valueOf(value));
      } else if (key.endsWith(RETENTION)) {
        retention.put(topic(key, RETENTION), Duration.parse(value));
      } else {
        throw new IllegalArgumentException();
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          entry + " (expected: <topic>.partitions=<count> or <topic>.retention=<ISO duration>)", e);
    }
  }

  private static String topic(String key, String suffix) {
    String name = key.substring(0, key.length() - suffix.length());
    return Topics.ALL.stream()
        .map(Topic::name)
        .filter(name::equals)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown topic " + name));
  }

  /** The topic as this installation keeps it. */
  public <V extends SpecificRecord> Topic<V> applyTo(Topic<V> topic) {
    TopicSettings settings = topic.settings();
    Integer count = partitions.get(topic.name());
    Duration kept = retention.get(topic.name());
    if (count != null) {
      settings = settings.withPartitions(count);
    }
    if (kept != null) {
      settings = settings.withRetention(kept);
    }
    return topic.with(settings);
  }
}
