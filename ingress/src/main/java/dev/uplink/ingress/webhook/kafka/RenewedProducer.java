package dev.uplink.ingress.webhook.kafka;

import dev.uplink.schemas.avro.RawWebhook;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer of the moment. A producer can break for good: after an error that it calls fatal it
 * refuses everything, and without its thread it sends nothing. Which of its exceptions mean that is
 * not documented, so the sign is another: for a while nothing at all was acknowledged. Then a new
 * one takes its place; if it was the broker that was away, that does no harm.
 */
public final class RenewedProducer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RenewedProducer.class);

  private static final long NOT_FAILING = Long.MIN_VALUE;

  private final Supplier<Producer<String, RawWebhook>> producers;
  private final long patienceNanos;
  private final LongSupplier nanoTime;
  private volatile Producer<String, RawWebhook> current;
  private volatile long failingSince = NOT_FAILING;
  private volatile boolean closed;

  RenewedProducer(
      Supplier<Producer<String, RawWebhook>> producers, Duration patience, LongSupplier nanoTime) {
    this.producers = producers;
    this.patienceNanos = patience.toNanos();
    this.nanoTime = nanoTime;
    this.current = producers.get();
  }

  Producer<String, RawWebhook> current() {
    return current;
  }

  /**
   * Something was acknowledged: the producer works. Cheap, because it is said for every webhook.
   */
  void works() {
    if (failingSince != NOT_FAILING) {
      failingSince = NOT_FAILING;
    }
  }

  /** Something was not acknowledged. Never waits. */
  void fails() {
    long now = nanoTime.getAsLong();
    long since = failingSince;
    if (since == NOT_FAILING) {
      failingSince = now;
    } else if (now - since > patienceNanos && !closed) {
      failingSince = now;
      // Making one resolves names, and closing one waits for its thread: nobody's here to spend.
      Thread.ofPlatform().name("webhook-producer-renewal").start(this::renew);
    }
  }

  /**
   * The old one first, because both have one name in the metrics; what it still held has failed.
   */
  private synchronized void renew() {
    if (closed) {
      return;
    }
    LOG.warn("nothing was acknowledged for a while: starting a new producer");
    try {
      current.close(Duration.ZERO);
      current = producers.get();
    } catch (RuntimeException e) {
      LOG.warn("no new producer yet: {}", e.toString());
    }
  }

  /** Waits for what was sent, which its own time-out bounds. */
  @Override
  public synchronized void close() {
    closed = true;
    current.close();
  }
}
