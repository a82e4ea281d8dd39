package dev.uplink.benchmarks.topology;

import dev.uplink.benchmarks.process.Platform;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what others would have written, as fast as the broker takes it. */
public final class Feed implements AutoCloseable {
  private final AvroSerdes serdes;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Serializer<?>> serializers = new HashMap<>();

  public Feed(Platform platform) {
    serdes = platform.uplink().serdes();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.uplink().endpoints().kafka(),
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @SuppressWarnings("unchecked") // put there by the topic of the same type
  public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    Serializer<V> serializer =
        (Serializer<V>) serializers.computeIfAbsent(topic.name(), name -> serdes.serializer(topic));
    byte[] bytes = serializer.serialize(topic.name(), value);
    var _ = producer.send(new ProducerRecord<>(topic.name(), key, bytes));
  }

  /** Returns when the broker has all of it. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
