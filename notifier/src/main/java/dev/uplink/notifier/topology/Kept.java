package dev.uplink.notifier.topology;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record's value beside the bytes it was read from: written again, they might differ, and a dead
 * letter must give back what was there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Kept<T>(byte[] bytes, T value) {

  /** For a source only; a tombstone stays null. */
  static <T> Serde<Kept<T>> reading(Deserializer<T> values) {
    return Serdes.serdeFrom(
        (topic, kept) -> kept == null ? null : kept.bytes(),
        (topic, bytes) ->
            bytes == null ? null : new Kept<>(bytes, values.deserialize(topic, bytes)));
  }
}
