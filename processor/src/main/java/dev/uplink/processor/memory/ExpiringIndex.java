package dev.uplink.processor.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Values by key that are forgotten after a time, by the records' time. A window store drops whole
 * segments as they expire, so forgetting costs nothing and needs no scan.
 */
public final class ExpiringIndex<V> {
  private final WindowStore<String, V> store;
  private final Duration retention;

  public ExpiringIndex(WindowStore<String, V> store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  public static StoreBuilder<WindowStore<String, String>> ofTexts(
      WindowBytesStoreSupplier supplier) {
    return of(supplier, Serdes.String());
  }

  static <V> StoreBuilder<WindowStore<String, V>> of(
      WindowBytesStoreSupplier supplier, Serde<V> values) {
    return Stores.windowStoreBuilder(supplier, Serdes.String(), values);
  }

  /** Looks ahead as well: after a change of leader the broker's clock may stand a little back. */
  public Optional<V> find(String key, Instant now) {
    return findTimed(key, now).map(Timed::value);
  }

  Optional<Timed<V>> findTimed(String key, Instant now) {
    try (WindowStoreIterator<V> rows =
        store.fetch(key, now.minus(retention), now.plus(retention))) {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      KeyValue<Long, V> row = rows.next();
      return Optional.of(new Timed<>(row.value, Instant.ofEpochMilli(row.key)));
    }
  }

  /**
   * A value.
   *
   * @param at when it was remembered, which is a part of its row's key
   */
  record Timed<V>(V value, Instant at) {}

  public void remember(String key, V value, Instant now) {
    store.put(key, value, now.toEpochMilli());
  }

  /** In place of whatever is remembered of the key, which would be found before it. */
  public void replace(String key, V value, Instant now) {
    forget(key, now);
    remember(key, value, now);
  }

  void delete(String key, Instant at) {
    store.put(key, null, at.toEpochMilli());
  }

  public void forget(String key, Instant now) {
    List<Long> times = new ArrayList<>();
    try (WindowStoreIterator<V> found =
        store.fetch(key, now.minus(retention), now.plus(retention))) {
      found.forEachRemaining(row -> times.add(row.key));
    }
    times.forEach(time -> store.put(key, null, time));
  }
}
