package dev.uplink.processor.storage;

import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Kafka Streams' stores of one make. */
public interface StoreSuppliers {
  KeyValueBytesStoreSupplier keyValue(String name);

  /** Of entries that each stand for a moment, not for a window of time. */
  WindowBytesStoreSupplier expiring(String name, Duration retention);
}
