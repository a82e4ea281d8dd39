package dev.uplink.schemas.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that committed readers cannot read on, because a transaction in them does not end.
 * Kafka ends one that its producer leaves; where it does not, nothing else tells why records wait.
 */
final class StandingPartitions {

  /**
   * How far a partition can be read.
   *
   * @param stable where the first transaction that has not ended begins
   * @param end behind the last record
   */
  record Reach(long stable, long end) {
    boolean isWhole() {
      return stable >= end;
    }
  }

  private record Stop(long stable, Instant since) {}

  private final Function<TopicPartition, Duration> patience;
  private final Map<TopicPartition, Stop> stops = new HashMap<>();

  /**
   * @param patience longer than a transaction takes; what stops for so long stands still
   */
  StandingPartitions(Function<TopicPartition, Duration> patience) {
    this.patience = patience;
  }

  /** Looks at all partitions; returns those that stand still, and since when. */
  SortedMap<TopicPartition, Instant> look(Map<TopicPartition, Reach> reaches, Instant now) {
    SortedMap<TopicPartition, Instant> standing =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    stops.keySet().retainAll(reaches.keySet());
    reaches.forEach(
        (partition, reach) -> {
          if (reach.isWhole()) {
            stops.remove(partition);
            return;
          }
          @Nullable Stop known = stops.get(partition);
          if (known == null || known.stable() != reach.stable()) {
            known = new Stop(reach.stable(), now);
            stops.put(partition, known);
          }
          if (!known.since().plus(patience.apply(partition)).isAfter(now)) {
            standing.put(partition, known.since());
          }
        });
    return standing;
  }
}
