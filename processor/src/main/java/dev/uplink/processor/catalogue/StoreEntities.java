package dev.uplink.processor.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecord.Undecodable;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Received;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one kind of entity and its index rows. Kafka Streams also restores the store through this
 * class, so it must come to the same rows however often and from wherever a topic is read again.
 */
final class StoreEntities<T extends SpecificRecord>
    implements Processor<String, GlobalRecord<T>, Void, Void> {
  private final EntityKind<T> kind;
  private final GlobalStoreFaults faults;
  private final Changes changes;
  private @Nullable ProcessorContext<Void, Void> context;
  private @Nullable KeyValueStore<String, T> store;

  StoreEntities(EntityKind<T> kind, GlobalStoreFaults faults, Changes changes) {
    this.kind = kind;
    this.faults = faults;
    this.changes = changes;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.context = context;
    this.store = context.getStateStore(kind.store());
  }

  @Override
  public void process(Record<String, GlobalRecord<T>> record) {
    switch (record.value()) {
      case null -> {
        replace(record.key(), null, List.of());
        changes.removed();
      }
      case Received<T>(T entity, ByteBuffer _) -> update(record, entity);
      case Undecodable<T>(RuntimeException failure, ByteBuffer _) ->
          report(record, DeadLetterReason.NOT_AVRO, failure);
    }
  }

  private void update(Record<String, GlobalRecord<T>> record, T entity) {
    List<String> rows;
    try {
      rows = kind.rows().apply(entity);
    } catch (IllegalArgumentException e) {
      report(record, DeadLetterReason.INVALID_RECORD, e);
      return;
    }
    @Nullable T known = store().get(Rows.entity(record.key()));
    boolean older =
        known != null && kind.revision().applyAsLong(entity) < kind.revision().applyAsLong(known);
    if (!older) {
      replace(record.key(), entity, rows);
      if (kind.detached().test(entity)) {
        changes.removed();
      } else {
        changes.happened();
      }
    }
  }

  /**
   * Whatever is new is there before anything old goes: stream threads read meanwhile, and an entity
   * that is only changed must not be missing for a moment.
   */
  private void replace(String key, @Nullable T entity, List<String> rows) {
    String own = Rows.entity(key);
    @Nullable T known = store().get(own);
    if (entity != null) {
      store().put(own, entity);
      rows.forEach(row -> store().put(row, entity));
      store().delete(Rows.deleted(key));
    } else if (known != null) {
      store().put(Rows.deleted(key), known);
    }
    if (known != null) {
      kind.rows().apply(known).stream().filter(row -> !rows.contains(row)).forEach(store()::delete);
    }
    if (entity == null) {
      store().delete(own);
    }
  }

  private void report(
      Record<String, GlobalRecord<T>> record, DeadLetterReason reason, RuntimeException failure) {
    RecordMetadata at = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    faults.report(
        Origin.of(at, record),
        reason,
        failure,
        record.key().getBytes(UTF_8),
        record.value().bytes().array());
  }

  private KeyValueStore<String, T> store() {
    return Objects.requireNonNull(store);
  }
}
