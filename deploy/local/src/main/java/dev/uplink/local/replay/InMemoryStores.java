package dev.uplink.local.replay;

import dev.uplink.processor.storage.StoreSuppliers;
import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Stores that begin empty and leave nothing behind. */
record InMemoryStores() implements StoreSuppliers {
  @Override
  public KeyValueBytesStoreSupplier keyValue(String name) {
    return Stores.inMemoryKeyValueStore(name);
  }

  @Override
  public WindowBytesStoreSupplier expiring(String name, Duration retention) {
    return Stores.inMemoryWindowStore(name, retention, Duration.ofMillis(1), false);
  }
}
