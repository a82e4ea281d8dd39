package dev.uplink.notifier.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.confluent.parallelconsumer.PCRetriableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupHandlerTest {
  private static final String TOPIC = Topics.LOOKUP_REQUESTS.name();

  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aLookupIsAnsweredUnderItsKeyAndMeasured() {
    LookupHandler handler = handler(lookup -> new Reply.Unanswered(Fault.NOT_FOUND, "not there"));

    handler.handle(record(bytes("one")));

    assertThat(new String(producer.history().getFirst().key(), UTF_8)).isEqualTo(Lookups.KEY);
    LookupResult result =
        serdes
            .deserializer(Topics.LOOKUP_RESULTS)
            .deserialize(Topics.LOOKUP_RESULTS.name(), producer.history().getFirst().value());
    assertThat(result.getOutcome()).isEqualTo(LookupOutcome.NOT_FOUND);
    assertThat(result.getFailure()).isEqualTo("not there");
    assertThat(
            meters
                .get("uplink.lookups")
                .tags("kind", "FULL_HASH", "outcome", "NOT_FOUND")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GARBAGE, NOT_AVRO",
    "TOMBSTONE, UNEXPECTED_TOMBSTONE",
    "UNKNOWN_KIND, INVALID_RECORD",
    "OTHER_KEY, INVALID_RECORD"
  })
  void whatCannotBeUnderstoodIsADeadLetter(String what, DeadLetterReason reason) {
    LookupHandler handler =
        handler(
            lookup -> {
              throw new IllegalStateException("asked");
            });

    handler.handle(
        switch (what) {
          case "GARBAGE" -> record("garbage".getBytes(UTF_8));
          case "TOMBSTONE" -> record(null);
          case "UNKNOWN_KIND" -> record(bytes(Lookups.request(LookupKind.UNKNOWN).build()));
          default ->
              record(bytes(Lookups.request(LookupKind.OWN_ACCOUNT).setRepositoryKey("x").build()));
        });

    assertThat(producer.history())
        .singleElement()
        .satisfies(sent -> assertThat(sent.topic()).isEqualTo(Topics.DEAD_LETTERS.name()))
        .satisfies(
            sent ->
                assertThat(
                        serdes
                            .deserializer(Topics.DEAD_LETTERS)
                            .deserialize(sent.topic(), sent.value())
                            .getReason())
                    .isEqualTo(reason));
  }

  @Test
  void oneIntegrationHasEightUnderWayAtMost() throws Exception {
    CountDownLatch asked = new CountDownLatch(8);
    CountDownLatch open = new CountDownLatch(1);
    LookupHandler handler =
        handler(
            lookup -> {
              asked.countDown();
              open.await();
              return new Reply.Answered(new Found.Commit(Lookups.NEW));
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> under = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String id = "lookup-" + i;
        under.add(threads.submit(() -> handler.handle(record(bytes(id)))));
      }
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

      assertThatExceptionOfType(PCRetriableException.class)
          .isThrownBy(() -> handler.handle(record(bytes("lookup-8"))));
      open.countDown();
      for (Future<?> task : under) {
        task.get(30, TimeUnit.SECONDS);
      }
    }
    handler.handle(record(bytes("lookup-8")));
    assertThat(producer.history()).hasSize(9);
  }

  @Test
  void anAnswerThatKafkaDoesNotTakeIsHandedInAgain() {
    MockProducer<byte[], byte[]> failing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
          }
        };
    LookupHandler handler =
        new LookupHandler(
            records(failing),
            lookup -> new Reply.Unanswered(Fault.NOT_FOUND, "x"),
            meters,
            Tracing.off(),
            () -> Lookups.NOW);

    assertThatExceptionOfType(PCRetriableException.class)
        .isThrownBy(() -> handler.handle(record(bytes("one"))))
        .withMessageContaining("not written");
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotAsked() {
    LookupHandler handler =
        handler(
            lookup -> {
              throw new AssertionError("asked");
            });

    handler.handle(record(bytes("one"), Lookups.NOW.minus(Duration.ofMinutes(4))));

    assertThat(answer().getOutcome()).isEqualTo(LookupOutcome.TIMED_OUT);
    assertThat(answer().getFailure()).isEqualTo("it was asked too long ago to be awaited");
  }

  /** Asked again it would end alike, and hold up its repository for ever. */
  @Test
  void whatFailsForNoReasonOfBitbucketsIsAnsweredAllTheSame() {
    LookupHandler handler =
        handler(
            lookup -> {
              throw new IllegalArgumentException("no path segment");
            });

    handler.handle(record(bytes("one")));

    assertThat(answer().getOutcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(answer().getFailure()).isEqualTo("the notifier could not ask");
  }

  /** Its consumer would take it for one that is still being handled, and never go on behind it. */
  @Test
  void whatEndsInAnErrorIsAnsweredAllTheSame() {
    LookupHandler handler =
        handler(
            lookup -> {
              throw new StackOverflowError();
            });

    handler.handle(record(bytes("one")));

    assertThat(answer().getFailure()).isEqualTo("the notifier could not ask");
  }

  @Test
  void anAnswerThatNoRecordCanHoldIsSaidToBeTooLong() {
    String name = "x".repeat(Limits.RECORD_BYTES);
    LookupHandler handler = handler(lookup -> new Reply.Answered(new Found.Account(List.of(name))));

    handler.handle(record(bytes("one")));

    assertThat(answer().getOutcome()).isEqualTo(LookupOutcome.FAILED);
    assertThat(answer().getFailure()).isEqualTo("the answer is too long");
  }

  private LookupHandler handler(Asking asking) {
    return new LookupHandler(records(producer), asking, meters, Tracing.off(), () -> Lookups.NOW);
  }

  private LookupRecords records(MockProducer<byte[], byte[]> to) {
    return new LookupRecords(to, serdes, new DeadLetters("notifier", serdes), () -> Lookups.NOW);
  }

  private byte[] bytes(String id) {
    return bytes(Lookups.request(LookupKind.FULL_HASH).setLookupId(id).setToSha("bbbbbbb").build());
  }

  private byte[] bytes(LookupRequest request) {
    return serdes.serializer(Topics.LOOKUP_REQUESTS).serialize(TOPIC, request);
  }

  private LookupResult answer() {
    return serdes
        .deserializer(Topics.LOOKUP_RESULTS)
        .deserialize(Topics.LOOKUP_RESULTS.name(), producer.history().getFirst().value());
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return record(value, Lookups.NOW);
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value, Instant at) {
    return new ConsumerRecord<>(
        TOPIC,
        0,
        0,
        at.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        Lookups.KEY.getBytes(UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
