package dev.uplink.notifier.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecord.Decoded;
import dev.uplink.schemas.streams.GlobalRecord.Undecodable;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.Origin;
import java.nio.ByteBuffer;
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
public final class KeepIntegrations
    implements Processor<String, GlobalRecord<Integration>, Void, Void> {
  /** Its store, which the delivery reads as well. */
  public static final String STORE = "integrations";

  static final String NAME = "keep-integrations";

  private final GlobalStoreFaults faults;
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable KeyValueStore<String, Integration> integrations;

  KeepIntegrations(GlobalStoreFaults faults) {
    this.faults = faults;
  }

  static StoreBuilder<KeyValueStore<String, Integration>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE),
            Serdes.String(),
            new StoreSerde<>(Integration.class))
        .withLoggingDisabled(); // the topic itself is the log
  }

  @Override
  public void init(ProcessorContext<Void, Void> globalContext) {
    context = globalContext;
    integrations = globalContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, GlobalRecord<Integration>> record) {
    switch (record.value()) {
      case null -> rows().delete(record.key());
      case Decoded<Integration>(Integration next, ByteBuffer _) -> keep(record.key(), next);
      case Undecodable<Integration>(RuntimeException failure, ByteBuffer _) ->
          faults.report(
              Origin.of(Objects.requireNonNull(context).recordMetadata().orElseThrow(), record),
              DeadLetterReason.NOT_AVRO,
              failure,
              record.key().getBytes(UTF_8),
              record.value().bytes().array());
    }
  }

  private void keep(String key, Integration next) {
    @Nullable Integration known = rows().get(key);
    if (known == null || known.getRevision() <= next.getRevision()) {
      rows().put(key, next);
    }
  }

  private KeyValueStore<String, Integration> rows() {
    return Objects.requireNonNull(integrations);
  }
}
