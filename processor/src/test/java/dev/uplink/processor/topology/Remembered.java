package dev.uplink.processor.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/** What a partition remembers, from driver to driver: the test driver empties its disk itself. */
final class Remembered {
  private static final List<String> EXPIRING =
      List.of(
          "deliveries-seen",
          "triggers-seen",
          "runs-started",
          "ends-waiting",
          "lookups-asked",
          "lookup-answers");
  private static final List<String> KEPT =
      List.of("branches", "repository-facts", "run-groups", "waiting-events", "runs-open");

  private Remembered() {}

  static void copy(TopologyTestDriver from, TopologyTestDriver to) {
    for (String name : EXPIRING) {
      copyTimes(from.getWindowStore(name), to.getWindowStore(name));
    }
    for (String name : KEPT) {
      copyRows(from.getKeyValueStore(name), to.getKeyValueStore(name));
    }
  }

  /** A row of any store; its time is "-" where the store has none. */
  @FunctionalInterface
  interface Reader {
    void read(String store, String time, String key, Object value);
  }

  static void each(TopologyTestDriver driver, Reader reader) {
    for (String name : EXPIRING) {
      try (KeyValueIterator<Windowed<String>, Object> rows =
          driver.<String, Object>getWindowStore(name).all()) {
        rows.forEachRemaining(
            row -> reader.read(name, "" + row.key.window().start(), row.key.key(), row.value));
      }
    }
    for (String name : KEPT) {
      try (KeyValueIterator<String, Object> rows =
          driver.<String, Object>getKeyValueStore(name).all()) {
        rows.forEachRemaining(row -> reader.read(name, "-", row.key, row.value));
      }
    }
  }

  static void put(TopologyTestDriver driver, String store, String time, String key, Object value) {
    if (time.equals("-")) {
      driver.<String, Object>getKeyValueStore(store).put(key, value);
    } else {
      driver.<String, Object>getWindowStore(store).put(key, value, Long.parseLong(time));
    }
  }

  static List<String> keys(KeyValueStore<String, ?> store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, ?> rows = store.all()) {
      rows.forEachRemaining(row -> keys.add(row.key));
    }
    return keys;
  }

  static void rewrite(
      KeyValueStore<String, String> store, String prefix, UnaryOperator<String> change) {
    Map<String, String> changed = new HashMap<>();
    try (KeyValueIterator<String, String> rows = store.all()) {
      rows.forEachRemaining(
          row -> {
            if (row.key.startsWith(prefix)) {
              changed.put(row.key, change.apply(row.value));
            }
          });
    }
    changed.forEach(store::put);
  }

  private static <V> void copyTimes(WindowStore<String, V> source, WindowStore<String, V> target) {
    try (KeyValueIterator<Windowed<String>, V> rows = source.all()) {
      while (rows.hasNext()) {
        KeyValue<Windowed<String>, V> row = rows.next();
        target.put(row.key.key(), row.value, row.key.window().start());
      }
    }
  }

  private static <V> void copyRows(
      KeyValueStore<String, V> source, KeyValueStore<String, V> target) {
    try (KeyValueIterator<String, V> rows = source.all()) {
      rows.forEachRemaining(row -> target.put(row.key, row.value));
    }
  }
}
