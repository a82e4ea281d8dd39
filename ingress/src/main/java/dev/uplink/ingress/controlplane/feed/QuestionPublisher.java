package dev.uplink.ingress.controlplane.feed;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.trace.Lineage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Questions go to Kafka at once, past the outbox: they change nothing in the database. */
public final class QuestionPublisher<V extends SpecificRecord> implements AutoCloseable {
  private final String topic;
  private final Producer<String, V> producer;

  public QuestionPublisher(Topic<V> topic, String clientId, KafkaAccess kafka, AvroSerdes serdes) {
    this.topic = topic.name();
    this.producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    clientId,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Limits.RECORD_BYTES,
                    // People wait for these; when Kafka is away they are better told so.
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    2_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    2_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    5_000)),
            new StringSerializer(),
            serdes.serializer(topic));
  }

  /**
   * Completes when Kafka has acknowledged it; a failure leaves open whether it arrived. May wait
   * for metadata for a moment, so it is not for an event loop.
   */
  public CompletionStage<?> publish(String key, V question) {
    return publish(key, question, Lineage.NONE);
  }

  /** The same for one that a delivery or trigger is behind. */
  public CompletionStage<?> publish(String key, V question, Lineage lineage) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    ProducerRecord<String, V> record = new ProducerRecord<>(topic, key, question);
    lineage.writeTo(record.headers());
    try {
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (KafkaException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
