package dev.uplink.processor.storage;

import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Stores in RocksDB, which a restart finds again. */
public record OnDisk() implements StoreSuppliers {
  @Override
  public KeyValueBytesStoreSupplier keyValue(String name) {
    return Stores.persistentKeyValueStore(name);
  }

  @Override
  public WindowBytesStoreSupplier expiring(String name, Duration retention) {
    // The window's size only matters for its end, which nobody asks for.
    return Stores.persistentWindowStore(name, retention, Duration.ofMillis(1), false);
  }
}
