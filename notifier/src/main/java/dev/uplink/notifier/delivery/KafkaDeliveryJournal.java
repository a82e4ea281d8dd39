package dev.uplink.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.Left;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Every try on uplink.status-deliveries; what was given up also on uplink.dead-letters. */
public final class KafkaDeliveryJournal implements DeliveryJournal {
  private static final String STAGE = "deliver-status";

  private final Producer<byte[], byte[]> producer;
  private final Serializer<StatusDelivery> serializer;
  private final DeadLetters deadLetters;
  private final Budgets budgets;
  private final InstantSource clock;

  public KafkaDeliveryJournal(
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      Budgets budgets,
      InstantSource clock) {
    this.producer = producer;
    this.serializer = serdes.serializer(Topics.STATUS_DELIVERIES);
    this.deadLetters = deadLetters;
    this.budgets = budgets;
    this.clock = clock;
  }

  @Override
  public CompletionStage<?> write(Entry entry) {
    Instant now = clock.instant();
    @Nullable Left left = budgets.left(entry.attempt().desired().integration(), now).orElse(null);
    StatusDelivery delivery = StatusDeliveryMapper.toRecord(entry, left, now);
    String topic = Topics.STATUS_DELIVERIES.name();
    byte[] key = entry.attempt().desired().key().getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key, serializer.serialize(topic, delivery));
    entry.attempt().desired().lineage().writeTo(record.headers());
    CompletionStage<?> written = send(record);
    if (entry.outcome() != Outcome.GAVE_UP && entry.outcome() != Outcome.MALFORMED) {
      return written;
    }
    BuildStatus status = entry.attempt().desired().status();
    String message =
        "%s of %s was not delivered: %s"
            .formatted(status.key(), status.place(), entry.answer().detail());
    DeadLetterReason reason =
        entry.outcome() == Outcome.MALFORMED
            ? DeadLetterReason.INVALID_RECORD
            : DeadLetterReason.PROCESSING_FAILED;
    return written.thenCombine(
        writeDeadLetter(
            entry.attempt().desired().source(),
            entry.attempt().desired().lineage(),
            reason,
            message,
            null),
        (delivered, dead) -> dead);
  }

  @Override
  public CompletionStage<?> writeUnreadable(Unreadable unreadable) {
    RuntimeException failure = unreadable.failure();
    String message =
        Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    DeadLetterReason reason =
        failure instanceof SerializationException
            ? DeadLetterReason.NOT_AVRO
            : DeadLetterReason.INVALID_RECORD;
    return writeDeadLetter(unreadable.source(), Lineage.NONE, reason, message, failure);
  }

  private CompletionStage<?> writeDeadLetter(
      SourceRecord source,
      Lineage lineage,
      DeadLetterReason reason,
      String message,
      @Nullable Throwable failure) {
    Headers headers = new RecordHeaders();
    lineage.writeTo(headers);
    Origin origin =
        new Origin(source.topic(), source.partition(), source.offset(), headers, source.at());
    DeadLetter letter =
        deadLetters.letter(origin, STAGE, reason, message, failure, source.key(), source.value());
    return send(deadLetters.record(origin, letter));
  }

  private CompletionStage<?> send(ProducerRecord<byte[], byte[]> produced) {
    CompletableFuture<Object> sent = new CompletableFuture<>();
    var _ = // told by the callback
        producer.send(
            produced,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(metadata);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }
}
