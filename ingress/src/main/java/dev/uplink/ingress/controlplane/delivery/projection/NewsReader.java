package dev.uplink.ingress.controlplane.delivery.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.topic.Topics;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads what the topics tell of deliveries, and counts what cannot be read. */
public final class NewsReader {
  public static final List<String> TOPICS =
      List.of(Topics.WEBHOOKS.name(), Topics.DECISIONS.name(), Topics.DEAD_LETTERS.name());

  /** Where a delivery's way begins: only there does a dead letter end it. */
  private static final Set<String> BEGINNINGS =
      Set.of(Topics.WEBHOOKS.name(), Topics.TRIGGER_REQUESTS.name());

  private final Deserializer<RawWebhook> webhooks;
  private final Deserializer<Decision> decisions;
  private final Deserializer<DeadLetter> deadLetters;
  private final SkippedNews skipped;

  public NewsReader(AvroSerdes serdes, SkippedNews skipped) {
    this.webhooks = serdes.deserializer(Topics.WEBHOOKS);
    this.decisions = serdes.deserializer(Topics.DECISIONS);
    this.deadLetters = serdes.deserializer(Topics.DEAD_LETTERS);
    this.skipped = skipped;
  }

  /**
   * Empty for a record that tells of no delivery, and for one that cannot be read: of that, whoever
   * processes the topic makes the dead letter. Throws what may pass.
   */
  Optional<News> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(told(record));
    } catch (RuntimeException e) {
      if (mayPass(e)) {
        throw e;
      }
      skipped.unreadable(record, e);
      return Optional.empty();
    }
  }

  private @Nullable News told(ConsumerRecord<String, byte[]> record) {
    String topic = record.topic();
    if (topic.equals(Topics.WEBHOOKS.name())) {
      @Nullable RawWebhook webhook = webhooks.deserialize(topic, record.value());
      return webhook == null
          ? null
          : NewsMapper.arrived(webhook, record.partition(), record.offset());
    }
    if (topic.equals(Topics.DECISIONS.name())) {
      @Nullable Decision decision = decisions.deserialize(topic, record.value());
      return decision == null ? null : NewsMapper.decided(decision, String.valueOf(record.key()));
    }
    @Nullable DeadLetter letter = deadLetters.deserialize(topic, record.value());
    return letter == null ? null : givenUp(letter);
  }

  /** The registry's absence, also as a foreign deserializer tells it. */
  private static boolean mayPass(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedRecordException) {
        return false;
      }
      // An end too early, or no number: Avro's complaints about bytes, which no repetition mends.
      boolean isAvro =
          cause instanceof EOFException || cause instanceof InvalidNumberEncodingException;
      if (cause instanceof RetriableException || (cause instanceof IOException && !isAvro)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable News givenUp(DeadLetter letter) {
    @Nullable String deliveryId = letter.getDeliveryId();
    @Nullable ByteBuffer key = letter.getKey();
    return deliveryId == null || key == null || !BEGINNINGS.contains(letter.getOriginTopic())
        ? null
        : NewsMapper.givenUp(letter, deliveryId, UTF_8.decode(key.duplicate()).toString());
  }
}
