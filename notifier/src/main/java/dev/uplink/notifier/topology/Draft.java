package dev.uplink.notifier.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event changes and says, before any of it is written. */
final class Draft {
  private record Row(CachedStore<?> store, String key) {}

  private final Map<Row, @Nullable Object> rows = new HashMap<>();
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Change> said = new ArrayList<>();

  <V> void put(CachedStore<V> store, String key, @Nullable V value) {
    rows.put(new Row(store, key), value);
    writes.add(() -> store.put(key, value));
  }

  /** The row as it is going to be, for who follows a change of the same event. */
  @SuppressWarnings("unchecked") // what was put into a store is of its type
  <V> @Nullable V get(CachedStore<V> store, String key) {
    Row row = new Row(store, key);
    return rows.containsKey(row) ? (V) rows.get(row) : store.get(key);
  }

  void then(Runnable write) {
    writes.add(write);
  }

  void say(Change change) {
    said.add(change);
  }

  /** What is to be passed on. */
  List<Change> write() {
    writes.forEach(Runnable::run);
    return said;
  }
}
