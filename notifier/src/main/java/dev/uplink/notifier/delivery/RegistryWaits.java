package dev.uplink.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions whose next record cannot be read while the schema registry is away, and for how long
 * each is left alone: whoever asks a registry that does not answer waits for its time-out, and all
 * that is to be delivered waits with it. Not safe for several threads.
 */
final class RegistryWaits {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private record Wait(Duration pause, Instant until) {}

  private final Map<TopicPartition, Wait> waits = new HashMap<>();

  /**
   * Each time in a row for twice as long.
   *
   * @return whether this is the first
   */
  boolean begin(TopicPartition partition, Instant now) {
    @Nullable Wait before = waits.get(partition);
    Duration doubled = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
    Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    waits.put(partition, new Wait(pause, now.plus(pause)));
    return before == null;
  }

  /**
   * It was read.
   *
   * @return whether it had to wait
   */
  boolean end(TopicPartition partition) {
    return waits.remove(partition) != null;
  }

  /** Those that are left alone. */
  Set<TopicPartition> at(Instant now) {
    return waits.entrySet().stream()
        .filter(wait -> now.isBefore(wait.getValue().until()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** They are not ours any more. */
  void forget(Collection<TopicPartition> partitions) {
    waits.keySet().removeAll(partitions);
  }
}
