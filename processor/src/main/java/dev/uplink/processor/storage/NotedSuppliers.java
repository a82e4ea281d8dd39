package dev.uplink.processor.storage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Those of another, and a note of which rows expire: nobody else says so of a whole topology. */
public final class NotedSuppliers implements StoreSuppliers {
  private final StoreSuppliers suppliers;
  private final Map<String, Duration> expiring = new HashMap<>();

  public NotedSuppliers(StoreSuppliers suppliers) {
    this.suppliers = suppliers;
  }

  @Override
  public KeyValueBytesStoreSupplier keyValue(String name) {
    return suppliers.keyValue(name);
  }

  @Override
  public WindowBytesStoreSupplier expiring(String name, Duration retention) {
    expiring.put(name, retention);
    return suppliers.expiring(name, retention);
  }

  /** How long rows live, by their store's name, of the stores that were asked for so far. */
  public Map<String, Duration> expiring() {
    return Map.copyOf(expiring);
  }
}
