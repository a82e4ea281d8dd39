package dev.uplink.processor.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A record's value with the bytes it was read from, which a dead letter has to keep exactly. */
record Received<T>(T value, ByteBuffer bytes) {

  /** A tombstone stays null: Kafka Streams asks deserializers about those too. */
  static <T> Deserializer<Received<T>> deserializer(Deserializer<T> inner) {
    return new Deserializer<>() {
      @Override
      public @Nullable Received<T> deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null
            ? null
            : new Received<>(inner.deserialize(topic, bytes), ByteBuffer.wrap(bytes));
      }

      @Override
      public @Nullable Received<T> deserialize(
          String topic, Headers headers, byte @Nullable [] bytes) {
        return deserialize(topic, bytes);
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }
}
