package dev.uplink.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It reads what a class logs, whoever makes it log.")
class DeliveryLoopTest {
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.COMMIT_STATUSES.name(), 0);
  private static final TopicPartition OTHER = new TopicPartition(Topics.COMMIT_STATUSES.name(), 1);

  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 3, 5));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final DeliveryLoop loop =
      new DeliveryLoop(
          consumer,
          new StatusBatches(() -> (topic, bytes) -> read(), this::execute),
          fixture.dispatcher,
          new CommittedOffsets(
              consumer,
              PARTITION.topic(),
              fixture.dispatcher.ledger(),
              fixture.lease,
              Duration.ofSeconds(45),
              fixture::now),
          new Budgets(new QuotaLimits(1_000, 60, 5), () -> 0.0, () -> 0),
          fixture::now);
  private final Deque<Runnable> hanging = new ArrayDeque<>();
  private boolean hangs;
  private boolean isAway = true;
  private int asked;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION, OTHER));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, OTHER, 0L));
  }

  /** Each time all that is to be delivered waits for the request's time-out. */
  @Test
  void aRegistryThatIsAwayIsAskedEverMoreSeldomAndToldOfOnce() {
    try (LogOf log = new LogOf(DeliveryLoop.class)) {
      turn();
      turn();
      assertThat(asked).isEqualTo(1);

      pass(Duration.ofSeconds(1));
      assertThat(asked).isEqualTo(2);
      pass(Duration.ofSeconds(1));
      assertThat(asked).isEqualTo(2);
      pass(Duration.ofSeconds(1));
      assertThat(asked).isEqualTo(3);

      isAway = false;
      pass(RegistryWaits.LONGEST_PAUSE);
      assertThat(fixture.committable()).hasValue(1L);
      assertThat(log.lines())
          .containsExactly(
              "WARN partition %s waits for the schema registry: away".formatted(PARTITION),
              "INFO partition %s is read on".formatted(PARTITION));
    }
  }

  /** One that takes a question and never answers, of a schema that nobody asked for yet. */
  @Test
  void aRegistryThatDoesNotAnswerHoldsUpItsOwnPartitionOnly() {
    isAway = false;
    hangs = true;
    add(PARTITION, 0);
    loop.turn();
    hangs = false;
    add(OTHER, 0);
    loop.turn();
    assertThat(committable()).containsExactly(entry(1, 1L));

    // What comes behind it must not overtake it.
    add(PARTITION, 1);
    loop.turn();
    assertThat(hanging).hasSize(1);
    assertThat(consumer.paused()).containsExactly(PARTITION);

    hanging.pop().run();
    loop.turn();
    loop.turn();
    assertThat(committable()).containsOnly(entry(0, 2L), entry(1, 1L));
  }

  /** Its next owner reads it, and tells it. */
  @Test
  void whatIsBeingReadWhenItsPartitionGoesIsNotTold() {
    StatusBatches batches = new StatusBatches(() -> (topic, bytes) -> read(), hanging::add);
    batches.begin(PARTITION, List.of(record(PARTITION, 0)), 1);
    batches.forget(List.of(PARTITION));
    hanging.pop().run();

    assertThat(batches.ended(Duration.ZERO)).isEmpty();
    assertThat(batches.underWay()).isEmpty();
  }

  private void execute(Runnable reading) {
    if (hangs) {
      hanging.add(reading);
    } else {
      reading.run();
    }
  }

  private Map<Integer, Long> committable() {
    Map<Integer, Long> offsets = new HashMap<>();
    fixture
        .dispatcher
        .ledger()
        .all()
        .forEach((partition, position) -> offsets.put(partition, position.offset()));
    return offsets;
  }

  private void pass(Duration time) {
    fixture.pass(time);
    turn();
    turn();
  }

  private void turn() {
    // The mock gives each record once, also to whoever seeks back to it.
    add(PARTITION, 0);
    loop.turn();
  }

  private void add(TopicPartition partition, long offset) {
    consumer.addRecord(record(partition, offset));
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offset, "k".getBytes(UTF_8), new byte[] {1});
  }

  private @Nullable CommitStatus read() {
    asked++;
    if (isAway) {
      throw new RegistryUnavailableException("away");
    }
    return null;
  }
}
