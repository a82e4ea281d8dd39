package dev.uplink.processor.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Values by key that are forgotten after a time, by the records' time. A window store drops whole
 * segments as they expire, so forgetting costs nothing and needs no scan.
 */
final class ExpiringIndex {
  private final WindowStore<String, String> store;
  private final Duration retention;

  ExpiringIndex(WindowStore<String, String> store, Duration retention) {
    this.store = store;
    this.retention = retention;
  }

  static StoreBuilder<WindowStore<String, String>> builder(WindowBytesStoreSupplier supplier) {
    return Stores.windowStoreBuilder(supplier, Serdes.String(), Serdes.String());
  }

  /** Looks ahead as well: after a change of leader the broker's clock may stand a little back. */
  Optional<String> find(String key, Instant now) {
    try (WindowStoreIterator<String> found =
        store.fetch(key, now.minus(retention), now.plus(retention))) {
      return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
    }
  }

  void remember(String key, String value, Instant now) {
    store.put(key, value, now.toEpochMilli());
  }
}
