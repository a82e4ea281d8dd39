package dev.uplink.ingress.webhook.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.avro.RawWebhook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedProducerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<MockProducer<String, RawWebhook>> made = new CopyOnWriteArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private volatile boolean nameUnknown;
  private final AtomicInteger refused = new AtomicInteger();
  private final RenewedProducer producer = new RenewedProducer(this::make, PATIENCE, nanoTime::get);

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void aProducerThatAcknowledgesNothingForAWhileIsReplacedAndClosed() {
    producer.fails();
    pass(PATIENCE.plusNanos(1));
    producer.fails();

    await().until(() -> made.size() == 2 && producer.current().equals(made.getLast()));
    assertThat(made.getFirst().closed()).isTrue();
    assertThat(made.getLast().closed()).isFalse();
  }

  @Test
  void oneAcknowledgementShowsThatItWorks() {
    producer.fails();
    producer.works();
    pass(PATIENCE.plusNanos(1));
    producer.fails();
    pass(PATIENCE);
    producer.fails();

    assertThat(made).hasSize(1);
    assertThat(producer.current()).isSameAs(made.getFirst());
  }

  /** As when the brokers' names cannot be resolved for a while. */
  @Test
  void aReplacementThatCannotBeMadeIsTriedAgain() {
    nameUnknown = true;
    failForAWhile();
    await().until(() -> refused.get() > 0);
    nameUnknown = false;

    await()
        .until(
            () -> {
              failForAWhile();
              return made.size() > 1 && producer.current().equals(made.getLast());
            });
    assertThat(made.getFirst().closed()).isTrue();
  }

  @Test
  void whatIsClosedIsNotReplaced() {
    producer.close();
    failForAWhile();

    assertThat(made).hasSize(1);
  }

  private void failForAWhile() {
    producer.fails();
    pass(PATIENCE.plusNanos(1));
    producer.fails();
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private Producer<String, RawWebhook> make() {
    if (nameUnknown) {
      refused.incrementAndGet();
      throw new KafkaException("no resolvable bootstrap urls");
    }
    made.add(new MockProducer<>());
    return made.getLast();
  }
}
