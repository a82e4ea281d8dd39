package dev.uplink.notifier.topology;

import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.serde.StoreSerde;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * All integrations, on every instance. Not a global table, which takes whatever comes: a record of
 * a lower revision, sent again by the outbox, must not bring old settings back.
 */
public final class KeepIntegrations implements Processor<String, Integration, Void, Void> {
  /** Its store, which the delivery reads as well. */
  public static final String STORE = "integrations";

  static final String NAME = "keep-integrations";

  private @Nullable KeyValueStore<String, Integration> integrations;

  static StoreBuilder<KeyValueStore<String, Integration>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE),
            Serdes.String(),
            new StoreSerde<>(Integration.class))
        .withLoggingDisabled(); // the topic itself is the log
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    integrations = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, @Nullable Integration> record) {
    KeyValueStore<String, Integration> store = Objects.requireNonNull(integrations);
    @Nullable Integration next = record.value();
    @Nullable Integration known = store.get(record.key());
    if (next == null || known == null || known.getRevision() <= next.getRevision()) {
      store.put(record.key(), next);
    }
  }
}
