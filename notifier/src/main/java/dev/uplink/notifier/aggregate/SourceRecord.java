package dev.uplink.notifier.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, so that its dead letter can give it back byte for byte. Compared by
 * identity of its arrays, which nobody needs.
 *
 * @param at the record's own time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are Kafka's own
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    Instant at,
    byte @Nullable [] key,
    byte @Nullable [] value) {}
