package dev.uplink.e2e.audit;

import java.time.Instant;
import java.util.Comparator;

/** One record, where it lay and what it was. */
record Seen<V>(String topic, int partition, long offset, Instant at, String key, V value) {
  /** As a person would tell the story; offsets keep records of one moment apart. */
  static final Comparator<Seen<?>> IN_TIME =
      Comparator.<Seen<?>, Instant>comparing(Seen::at)
          .thenComparing(Seen::topic)
          .thenComparingInt(Seen::partition)
          .thenComparingLong(Seen::offset);

  /** As dead letters name their origin. */
  String origin() {
    return topic + "/" + partition + "/" + offset;
  }
}
