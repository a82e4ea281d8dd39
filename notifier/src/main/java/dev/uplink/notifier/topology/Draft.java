package dev.uplink.notifier.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one event changes and says, before any of it is written. */
final class Draft {
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Change> said = new ArrayList<>();

  <V> void put(Shelf<V> store, String key, @Nullable V value) {
    writes.add(() -> store.put(key, value));
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
