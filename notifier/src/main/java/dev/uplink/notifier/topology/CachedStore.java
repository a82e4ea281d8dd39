package dev.uplink.notifier.topology;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of one task, whose rows that were used last are at hand as they were read or written: the
 * runs that are told of now are told of again, and to look a row up and unpack it takes longer than
 * all that is done with it.
 *
 * <p>It knows what the store knows, because nobody else writes the store and because it is made
 * anew whenever the task is: whatever is rolled back takes it along. A write that fails is
 * forgotten here before it is tried, so that the store is asked what came of it.
 */
final class CachedStore<V> {
  private final KeyValueStore<String, V> store;
  private final SequencedMap<String, V> atHand;
  private final int room;

  /**
   * @param room how many rows are kept at hand; their number is all that bounds their memory
   */
  CachedStore(KeyValueStore<String, V> store, int room) {
    this.store = store;
    this.room = room;
    this.atHand = new LinkedHashMap<>(16, 0.75f, true);
  }

  @Nullable V get(String key) {
    @Nullable V known = atHand.get(key);
    if (known != null) {
      return known;
    }
    @Nullable V row = store.get(key);
    if (row != null) {
      keep(key, row);
    }
    return row;
  }

  /** Whether there is such a row, for one that is not going to be used. */
  boolean has(String key) {
    return atHand.containsKey(key) || store.get(key) != null;
  }

  /** No row for a value of null. */
  void put(String key, @Nullable V row) {
    atHand.remove(key);
    store.put(key, row);
    if (row != null) {
      keep(key, row);
    }
  }

  void delete(String key) {
    put(key, null);
  }

  /** As {@link KeyValueStore#range}; to be closed. */
  KeyValueIterator<String, V> range(@Nullable String from, @Nullable String to) {
    return store.range(from, to);
  }

  private void keep(String key, V row) {
    if (room == 0) {
      return;
    }
    if (atHand.size() == room) {
      atHand.pollFirstEntry();
    }
    atHand.put(key, row);
  }
}
