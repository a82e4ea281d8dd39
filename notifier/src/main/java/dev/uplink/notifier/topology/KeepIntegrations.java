package dev.uplink.notifier.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecord.Undecodable;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
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

  /**
   * How long the statuses of a deleted integration can be posted still. Its credentials are kept as
   * long, which is the control plane's to see to.
   */
  static final Duration FAREWELL = Limits.DELETED_CREDENTIALS_KEPT;

  static final String NAME = "keep-integrations";

  /**
   * Before the keys of deleted ones, whose last change is then their deletion. No account can be
   * called so: integrations of one would lie among these.
   */
  private static final String DELETED = "-/";

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
            StoreSerde.of(Topics.INTEGRATIONS))
        .withLoggingDisabled(); // the topic itself is the log
  }

  /** One that lives, or was deleted so shortly ago that there is something to post for it. */
  static Optional<Integration> find(
      ReadOnlyKeyValueStore<String, Integration> rows, String key, InstantSource clock) {
    @Nullable Integration living = rows.get(key);
    if (living != null) {
      return Optional.of(living);
    }
    return Optional.ofNullable(rows.get(DELETED + key))
        .filter(deleted -> deleted.getUpdatedAt().plus(FAREWELL).isAfter(clock.instant()));
  }

  @Override
  public void init(ProcessorContext<Void, Void> globalContext) {
    context = globalContext;
    integrations = globalContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, GlobalRecord<Integration>> record) {
    switch (record.value()) {
      case null -> delete(record.key(), Instant.ofEpochMilli(record.timestamp()));
      case Received<Integration>(Integration next, ByteBuffer _) -> keep(record.key(), next);
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
      rows().delete(DELETED + key);
    }
  }

  /** Where its runs stand has to be told still, so what posting needs is kept for a while. */
  private void delete(String key, Instant at) {
    @Nullable Integration known = rows().get(key);
    if (known != null) {
      // Before it is deleted: who posts looks at the rows meanwhile, and must not miss both.
      rows().put(DELETED + key, Integration.newBuilder(known).setUpdatedAt(at).build());
      rows().delete(key);
    }
    forgetDeleted(at.minus(FAREWELL));
  }

  private void forgetDeleted(Instant before) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, Integration> deleted =
        rows().prefixScan(DELETED, new StringSerializer())) {
      deleted.forEachRemaining(
          row -> {
            if (row.value.getUpdatedAt().isBefore(before)) {
              old.add(row.key);
            }
          });
    }
    old.forEach(rows()::delete);
  }

  private KeyValueStore<String, Integration> rows() {
    return Objects.requireNonNull(integrations);
  }
}
