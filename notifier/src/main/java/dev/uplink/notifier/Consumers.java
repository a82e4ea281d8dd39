package dev.uplink.notifier;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of bytes: who reads them decides what becomes of those that are no records. */
final class Consumers {
  private Consumers() {}

  static KafkaConsumer<byte[], byte[]> of(Map<String, Object> properties) {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
