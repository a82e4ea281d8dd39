package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one record from uplink.webhooks, in no group, with a consumer made for it. */
public final class KafkaStoredWebhooks implements StoredWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaStoredWebhooks.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<RawWebhook> deserializer;
  private final Duration patience;

  /** Takes consumers that say so when an offset is not there (any more). */
  KafkaStoredWebhooks(
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<RawWebhook> deserializer,
      Duration patience) {
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.patience = patience;
  }

  public static KafkaStoredWebhooks over(
      KafkaAccess kafka, Deserializer<RawWebhook> deserializer, Duration patience) {
    Map<String, Object> config =
        kafka.with(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "uplink-ingress-replays",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                // One record is wanted: what follows it would be fetched for nobody.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis()));
    return new KafkaStoredWebhooks(
        () -> new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()),
        deserializer,
        patience);
  }

  @Override
  public Optional<RawWebhook> find(int partition, long offset) {
    try {
      Consumer<String, byte[]> consumer = consumers.get();
      try {
        return find(consumer, new TopicPartition(Topics.WEBHOOKS.name(), partition), offset);
      } finally {
        consumer.close(CloseOptions.timeout(CLOSING));
      }
    } catch (OffsetOutOfRangeException | MalformedRecordException gone) {
      return Optional.empty();
    } catch (KafkaException e) {
      LOG.warn("could not read {}-{} again: {}", partition, offset, e.toString());
      throw unavailable();
    }
  }

  /** Offsets skip what is no record, so a later one is as good as none. */
  private Optional<RawWebhook> find(
      Consumer<String, byte[]> consumer, TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        return record.offset() == offset
            ? Optional.ofNullable(deserializer.deserialize(record.topic(), record.value()))
            : Optional.empty();
      }
    }
    throw unavailable();
  }

  private static Refused unavailable() {
    return Refused.because(
        ProblemCode.REPLAY_UNAVAILABLE,
        "Kafka did not give the delivery's bytes in time; nothing was replayed.");
  }
}
