package dev.uplink.processor.topology;

import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/** What a partition remembers, from driver to driver: the test driver empties its disk itself. */
final class Remembered {
  private static final List<String> EXPIRING =
      List.of("deliveries-seen", "triggers-seen", "runs-started", "runs-ended");
  private static final List<String> KEPT = List.of("branch-heads", "branch-history", "open-runs");

  private Remembered() {}

  static void copy(TopologyTestDriver from, TopologyTestDriver to) {
    for (String name : EXPIRING) {
      WindowStore<String, String> target = to.getWindowStore(name);
      WindowStore<String, String> source = from.getWindowStore(name);
      try (KeyValueIterator<Windowed<String>, String> rows = source.all()) {
        while (rows.hasNext()) {
          KeyValue<Windowed<String>, String> row = rows.next();
          target.put(row.key.key(), row.value, row.key.window().start());
        }
      }
    }
    for (String name : KEPT) {
      copyRows(from.getKeyValueStore(name), to.getKeyValueStore(name));
    }
  }

  private static <V> void copyRows(
      KeyValueStore<String, V> source, KeyValueStore<String, V> target) {
    try (KeyValueIterator<String, V> rows = source.all()) {
      rows.forEachRemaining(row -> target.put(row.key, row.value));
    }
  }
}
