package dev.uplink.schemas.streams;

import dev.uplink.schemas.streams.GlobalRecord.Undecodable;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what it cannot read instead of throwing. Kafka Streams cannot write dead letters for
 * global stores (4.3.1: its global context has no producer, and a handler that returns a dead
 * letter ends the client), so one bad record would keep a service from ever starting.
 */
public final class GlobalRecordDeserializer<T> implements Deserializer<GlobalRecord<T>> {
  private final Deserializer<T> inner;

  public GlobalRecordDeserializer(Deserializer<T> inner) {
    this.inner = inner;
  }

  @Override
  public @Nullable GlobalRecord<T> deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return new Received<>(inner.deserialize(topic, bytes), ByteBuffer.wrap(bytes));
    } catch (RuntimeException e) {
      // An absent registry is no fault of the record: better stand still than miss a change.
      if (Transience.mayPass(e)) {
        throw e;
      }
      return new Undecodable<>(e, ByteBuffer.wrap(bytes));
    }
  }

  @Override
  public @Nullable GlobalRecord<T> deserialize(
      String topic, Headers headers, byte @Nullable [] bytes) {
    return deserialize(topic, bytes);
  }

  @Override
  public void close() {
    inner.close();
  }
}
