package dev.uplink.schemas.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from, so that its dead letter can be traced and replayed.
 *
 * @param headers the record's, from which the delivery id is taken
 * @param at the record's own time
 */
public record Origin(String topic, int partition, long offset, Headers headers, Instant at) {

  public static Origin of(ConsumerRecord<?, ?> record) {
    return new Origin(
        record.topic(),
        record.partition(),
        record.offset(),
        record.headers(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  public static Origin of(RecordMetadata metadata, Record<?, ?> record) {
    return new Origin(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        record.headers(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  static Origin of(ErrorHandlerContext context) {
    return new Origin(
        context.topic(),
        context.partition(),
        context.offset(),
        context.headers(),
        Instant.ofEpochMilli(context.timestamp()));
  }

  /** The dead letter's key. */
  public String key() {
    return topic + "/" + partition + "/" + offset;
  }

  @Nullable String header(String name) {
    @Nullable Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
