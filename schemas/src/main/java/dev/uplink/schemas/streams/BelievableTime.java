package dev.uplink.schemas.streams;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's time as far as it can be true; its producer's clock is not ours. One from the future
 * would let everything that a task remembers look forgotten, and Kafka Streams would fail for ever
 * at one without a time, which some clients can write.
 *
 * @param clock the wall clock: it moves no outcome, only how long rows are kept
 */
public record BelievableTime(InstantSource clock) implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.clamp(record.timestamp(), 0, clock.millis());
  }
}
