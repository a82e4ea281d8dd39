package dev.uplink.schemas.streams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record's value with the bytes it was read from: written again, they might differ, and a dead
 * letter has to give back what was there.
 */
public record Received<T>(T value, ByteBuffer bytes) implements GlobalRecord<T> {

  /** For a source only. A tombstone stays null: deserializers are asked about those too. */
  public static <T> Serde<Received<T>> serde(Deserializer<T> values) {
    return Serdes.serdeFrom(
        (topic, received) -> received == null ? null : received.bytes().array(),
        (topic, bytes) ->
            bytes == null
                ? null
                : new Received<>(values.deserialize(topic, bytes), ByteBuffer.wrap(bytes)));
  }
}
