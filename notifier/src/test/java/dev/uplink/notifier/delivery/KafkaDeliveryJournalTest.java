package dev.uplink.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaDeliveryJournalTest {
  private static final Lineage LINEAGE = Lineage.decided("bb10b4c3a6712bf748e3d2c1693af7ba");

  private static final SourceRecord GARBAGE =
      new SourceRecord(
          "statuses", 2, 9, Statuses.AT, "k".getBytes(UTF_8), "garbage".getBytes(UTF_8));

  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaDeliveryJournal journal =
      new KafkaDeliveryJournal(
          producer,
          serdes,
          new DeadLetters("notifier", serdes),
          new Budgets(new QuotaLimits(1_000, 60, 5), () -> 0.0, Ticker.systemTicker()),
          () -> Statuses.AT);

  @Test
  void everyTryIsWrittenDown() {
    CompletionStage<?> written = journal.write(entry(Outcome.WILL_RETRY, 503, "Bitbucket failed"));

    assertThat(written.toCompletableFuture()).isNotDone();
    producer.completeNext();
    assertThat(written.toCompletableFuture()).isCompleted();
    StatusDelivery delivery = only(Topics.STATUS_DELIVERIES);
    assertThat(delivery.getOutcome()).isEqualTo(DeliveryOutcome.WILL_RETRY);
    assertThat(delivery.getHttpStatus()).isEqualTo(503);
    assertThat(delivery.getAttempt()).isEqualTo(2);
    assertThat(delivery.getRevision()).isEqualTo(7);
    assertThat(delivery.getState()).isEqualTo(CommitStatusState.INPROGRESS);
    assertThat(delivery.getDetail()).isEqualTo("Bitbucket failed");
  }

  @Test
  void theKeyIsThatOfTheStatus() {
    journal.write(entry(Outcome.DELIVERED, 201, null));

    assertThat(new String(producer.history().getFirst().key(), UTF_8))
        .isEqualTo("int-a/acme/bitbucket-cloud/team/live/" + "d4".repeat(20) + "/spacelift/x");
  }

  @Test
  void whatIsGivenUpIsSafeOnlyWithItsDeadLetter() {
    CompletionStage<?> written = journal.write(entry(Outcome.GAVE_UP, 503, "Bitbucket failed"));

    producer.completeNext();
    assertThat(written.toCompletableFuture()).isNotDone();
    producer.completeNext();
    assertThat(written.toCompletableFuture()).isCompleted();
    DeadLetter letter = only(Topics.DEAD_LETTERS);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.PROCESSING_FAILED);
    assertThat(letter.getStage()).isEqualTo("deliver-status");
    assertThat(letter.getOriginOffset()).isEqualTo(7);
  }

  @Test
  void bytesThatAreNoStatusAreKept() {
    journal.writeUnreadable(
        new DeliveryJournal.Unreadable(GARBAGE, new MalformedRecordException("first byte 103")));

    DeadLetter letter = only(Topics.DEAD_LETTERS);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.getOriginPartition()).isEqualTo(2);
    assertThat(letter.getValue().array()).isEqualTo("garbage".getBytes(UTF_8));
  }

  @Test
  void whatCannotBeWrittenIsNotSafe() {
    CompletionStage<?> written = journal.write(entry(Outcome.DELIVERED, 201, null));

    producer.errorNext(new IllegalStateException("broker is away"));

    assertThat(written.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void whatIsWrittenDownNamesItsDeliveryAndTheStepThatTried() {
    var _ = journal.write(entry(Outcome.GAVE_UP, 503, "Bitbucket failed"));

    assertThat(producer.history())
        .extracting(record -> Lineage.of(record.headers()))
        .containsExactly(LINEAGE, Lineage.NONE);
    assertThat(this.<DeadLetter>only(Topics.DEAD_LETTERS).getDeliveryId())
        .isEqualTo(LINEAGE.deliveryId());
  }

  private static DeliveryJournal.Entry entry(
      Outcome outcome, int httpStatus, @Nullable String detail) {
    Desired desired = Statuses.desired("int-a", "spacelift/x", 7).after(LINEAGE);
    return new DeliveryJournal.Entry(
        new Attempt(desired, 2, Statuses.AT, Priority.REST, Statuses.AT, 0),
        outcome,
        new DeliveryJournal.Answer(httpStatus, detail),
        null);
  }

  private <T extends SpecificRecord> T only(Topic<T> topic) {
    List<ProducerRecord<byte[], byte[]>> records =
        producer.history().stream().filter(record -> record.topic().equals(topic.name())).toList();
    assertThat(records).hasSize(1);
    return serdes.deserializer(topic).deserialize(topic.name(), records.getFirst().value());
  }
}
