package dev.uplink.notifier;

import dev.uplink.notifier.delivery.DeliveryLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two halves of the service, the topology and the delivery: started in this order, because the
 * delivery asks the topology's store for integrations.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration LET_STREAMS_END = Duration.ofSeconds(10);
  private static final Duration LET_DELIVERY_END = Duration.ofSeconds(15);

  private final KafkaStreams streams;
  private final DeliveryLoop delivery;
  private final Runnable onDeath;
  private final CountDownLatch running = new CountDownLatch(1);

  /** While a broker or the registry is away, failures follow each other as fast as they are let. */
  private static final Duration REPLACED_AFTER = Duration.ofSeconds(2);

  private final Thread thread = new Thread(this::deliver, "status-delivery");

  /**
   * @param onDeath called, on a thread of its own, when the delivery or the topology cannot go on
   */
  Notifier(KafkaStreams streams, DeliveryLoop delivery, Runnable onDeath) {
    this.streams = streams;
    this.delivery = delivery;
    this.onDeath = onDeath;
  }

  void start() {
    streams.setStateListener(
        (now, before) -> {
          LOG.info("topology is {}", now);
          if (now == State.RUNNING) {
            running.countDown();
          }
          if (now == State.ERROR) { // for good: without its topology the process serves nobody
            new Thread(onDeath, "death").start();
          }
        });
    // What reaches this may pass (registry, broker); what cannot is a dead letter before.
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.error("a stream thread failed and is replaced", failure);
          LockSupport.parkNanos(REPLACED_AFTER.toNanos()); // the failing thread waits, nobody else
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
    thread.start();
  }

  boolean isReady() {
    return streams.state() == State.RUNNING && thread.isAlive();
  }

  /** Restarting would not help while the broker is away, so only what cannot recover counts. */
  boolean isAlive() {
    State state = streams.state();
    boolean restoring = running.getCount() > 0; // may take long, and the delivery waits for it
    return state != State.ERROR && state != State.NOT_RUNNING && (restoring || delivery.isAlive());
  }

  private void deliver() {
    try {
      running.await();
      delivery.run();
    } catch (InterruptedException e) {
      LOG.info("stopped before the topology was running");
    } catch (RuntimeException e) {
      LOG.error("statuses cannot be delivered any more", e);
      new Thread(onDeath, "death").start();
    }
  }

  @Override
  public void close() {
    delivery.stop();
    if (running.getCount() > 0) {
      thread.interrupt();
    }
    try {
      thread.join(LET_DELIVERY_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    streams.close(LET_STREAMS_END);
  }
}
