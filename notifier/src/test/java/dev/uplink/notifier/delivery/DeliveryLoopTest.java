package dev.uplink.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopTest {
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.COMMIT_STATUSES.name(), 0);

  private final DispatcherFixture fixture = new DispatcherFixture(new DeliveryLimits(2, 3, 5));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final DeliveryLoop loop =
      new DeliveryLoop(
          consumer,
          (topic, bytes) -> read(),
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
  private boolean isAway = true;
  private int asked;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
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

  private void pass(Duration time) {
    fixture.pass(time);
    turn();
    turn();
  }

  private void turn() {
    // The mock gives each record once, also to whoever seeks back to it.
    consumer.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), 0, 0, "k".getBytes(UTF_8), new byte[] {1}));
    loop.turn();
  }

  private @Nullable CommitStatus read() {
    asked++;
    if (isAway) {
      throw new RegistryUnavailableException("away");
    }
    return null;
  }
}
