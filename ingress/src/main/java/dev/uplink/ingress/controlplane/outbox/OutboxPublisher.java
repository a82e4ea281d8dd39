package dev.uplink.ingress.controlplane.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox for as long as it lives. Of several instances one does, the one that holds
 * the database's lock; an earlier one that lost the lock without noticing is fenced by the
 * transactional id that they share, so it cannot put older state on top of newer.
 *
 * <p>There is one way to recover from anything: drop connection and producer, wait, begin again.
 */
public final class OutboxPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

  /** How late a row is at most when its notification was lost. */
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * How long rows are gathered before a batch that is not full. What a batch costs in Kafka and in
   * the database, 10 ms and more, whoever commits beside it has to pay, too: with each commit a
   * batch of its own, one writer came to a third of its rate. So two thirds of the time are left to
   * others, and a change waits no longer than its reader needs to notice it.
   */
  static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long the outbox has no publisher at most after one died. */
  private static final Duration BETWEEN_CLAIMS = Duration.ofSeconds(1);

  /** Published rows are kept for people who want to see what was sent. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final Duration BETWEEN_DELETIONS = Duration.ofMinutes(10);

  private final ConnectionSource connections;
  private final Supplier<Producer<String, byte[]>> producers;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private Instant lastDeletion = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private String told = "";

  /** Opens a connection of the publisher's own, outside of any pool. */
  @FunctionalInterface
  public interface ConnectionSource {
    java.sql.Connection open() throws SQLException;
  }

  /** Every producer supplied must have the same transactional id. */
  public OutboxPublisher(
      ConnectionSource connections,
      Supplier<Producer<String, byte[]>> producers,
      InstantSource clock) {
    this.connections = connections;
    this.producers = producers;
    this.clock = clock;
    this.thread = new Thread(this::run, "outbox-publisher");
  }

  public void start() {
    thread.start();
  }

  /** Ends after the batch at hand. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (isRunning()) {
      try {
        publishWhileLeading();
      } catch (SQLException | KafkaException e) {
        tell(e.toString());
      } catch (RuntimeException e) {
        LOG.error("The outbox waits {} and begins again", pause, e);
      }
      sleep();
    }
  }

  /** Once for each reason: it begins again for as long as the reason is there. */
  private void tell(String reason) {
    if (!reason.equals(told)) {
      told = reason;
      LOG.warn("The outbox waits until it can begin again: {}", reason);
    }
  }

  private void publishWhileLeading() throws SQLException {
    Optional<OutboxSession> leading = OutboxSession.begin(connections.open());
    if (leading.isEmpty()) {
      pause = BETWEEN_CLAIMS;
      return;
    }
    try (OutboxSession session = leading.get()) {
      Producer<String, byte[]> producer = producers.get();
      try {
        // Fences whoever published before, and ends the transaction they may have left open.
        producer.initTransactions();
        while (isRunning()) {
          step(session, producer);
        }
      } finally {
        // Without waiting: what is not committed by now must not be.
        producer.close(Duration.ZERO);
      }
    }
  }

  private void step(OutboxSession session, Producer<String, byte[]> producer) throws SQLException {
    int published = OutboxBatch.publish(session, producer, clock);
    pause = FIRST_PAUSE;
    if (!told.isEmpty()) {
      told = "";
      LOG.info("The outbox is published again");
    }
    Instant now = clock.instant();
    if (lastDeletion.plus(BETWEEN_DELETIONS).isBefore(now)) {
      session.deletePublishedBefore(now.minus(KEPT));
      lastDeletion = now;
    }
    // A notification that came during the batch ends the wait at once.
    if (published == 0) {
      session.awaitAppend(POLL);
    }
    if (published < OutboxBatch.MOST_ROWS) {
      rest(GATHERING);
    }
  }

  private void sleep() {
    rest(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Or until the end. */
  private void rest(Duration time) {
    try {
      var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
