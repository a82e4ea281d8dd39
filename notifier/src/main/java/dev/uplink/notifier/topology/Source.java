package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.streams.RecordSize;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record just read from a topic, for the case that it leads nowhere. */
final class Source {
  private final ProcessorContext<?, ?> context;
  private final Record<byte[], ? extends @Nullable Received<?>> record;
  private final String stage;

  Source(
      ProcessorContext<?, ?> context,
      Record<byte[], ? extends @Nullable Received<?>> record,
      String stage) {
    this.context = context;
    this.record = record;
    this.stage = stage;
  }

  /** Of key, value and headers, before compression. */
  long bytes() {
    byte @Nullable [] key = record.key();
    @Nullable Received<?> received = record.value();
    return RecordSize.of(record.headers())
        + (key == null ? 0 : key.length)
        + (received == null ? 0 : received.bytes().remaining());
  }

  SourceRecord asRead() {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    @Nullable Received<?> received = record.value();
    return new SourceRecord(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        received == null ? null : received.bytes().array());
  }

  Record<String, Step> giveUp(DeadLetterReason reason, @Nullable String message) {
    Step step =
        new Step.GiveUp(
            asRead(), stage, reason, Objects.requireNonNullElse(message, reason.name()));
    // Not the record's own time: one from far away would have the broker refuse or drop the letter.
    long now = context.currentSystemTimeMs();
    // Nor its headers, which may be as large as they like.
    return new Record<>("", step, now);
  }
}
