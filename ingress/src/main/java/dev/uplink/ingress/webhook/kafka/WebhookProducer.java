package dev.uplink.ingress.webhook.kafka;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer whose {@code send} never waits: it fails at once when its buffer is full or when it
 * does not know the topic's partitions. So it learns them at start, and never forgets them.
 */
public final class WebhookProducer {
  static final String CLIENT_ID = "uplink-webhooks";

  /** Kafka's default holds three webhooks: under load a partition then waits for its next turn. */
  private static final int BATCH_BYTES = 128 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** By default a topic unused for five minutes is forgotten: the next webhook would be refused. */
  private static final Duration NEVER = Duration.ofDays(3_650);

  private WebhookProducer() {}

  /** Throws {@link KafkaUnavailableException} if the topic cannot be learnt. */
  public static RenewedProducer start(
      KafkaAccess kafka,
      Supplier<Serializer<RawWebhook>> serializers,
      Topic<RawWebhook> topic,
      Duration publishTimeout,
      long bufferBytes) {
    Map<String, Object> config = config(kafka, publishTimeout, bufferBytes);
    RenewedProducer producer =
        new RenewedProducer(
            () -> new KafkaProducer<>(config, new StringSerializer(), serializers.get()),
            publishTimeout.multipliedBy(2),
            System::nanoTime);
    try {
      learn(producer.current(), topic);
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
    return producer;
  }

  /** What the ingest benchmark gives to the bare server that it compares with, too. */
  public static Map<String, Object> config(
      KafkaAccess kafka, Duration publishTimeout, long bufferBytes) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER.toMillis());
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.WEBHOOK_RECORD_BYTES);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    // A webhook whose sender was told to send again is not worth its memory any longer.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) publishTimeout.toMillis());
    // Time for a second broker when the first one hangs.
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) publishTimeout.toMillis() / 2);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // Somebody waits for every record; under load batches form by themselves.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return kafka.with(config);
  }

  /**
   * Asks until the partitions are known: one question does not wait for its answer, as {@code send}
   * does not.
   */
  private static void learn(Producer<String, RawWebhook> producer, Topic<RawWebhook> topic) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        producer.partitionsFor(topic.name());
        return;
      } catch (TimeoutException notYet) {
        if (System.nanoTime() > deadline) {
          throw new KafkaUnavailableException("no broker told the partitions of " + topic, notYet);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while starting the producer", e);
    }
  }
}
