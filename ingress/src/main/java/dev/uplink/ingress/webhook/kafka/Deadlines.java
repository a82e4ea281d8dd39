package dev.uplink.ingress.webhook.kafka;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes longer than one fixed time. As the time is the same for all, the first in is the
 * first due, and a look at the head now and then is enough: a timer for each of thousands a second
 * would wake a thread for each.
 */
final class Deadlines<T> implements AutoCloseable {
  /** How much later than due something may be ended. */
  private static final Duration PRECISION = Duration.ofMillis(20);

  private record Entry<T>(CompletableFuture<T> outcome, long due) {}

  private final Queue<Entry<T>> entries = new ConcurrentLinkedQueue<>();
  private final Duration timeout;
  private final T whenLate;
  private final Thread thread;

  Deadlines(Duration timeout, T whenLate) {
    this.timeout = timeout;
    this.whenLate = whenLate;
    this.thread = Thread.ofPlatform().daemon().name("webhook-deadlines").start(this::run);
  }

  /** Starts an outcome's time. */
  void watch(CompletableFuture<T> outcome) {
    entries.add(new Entry<>(outcome, System.nanoTime() + timeout.toNanos()));
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PRECISION);
        endLate(System.nanoTime());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void endLate(long now) {
    @Nullable Entry<T> head = entries.peek();
    while (head != null && (head.outcome().isDone() || now - head.due() >= 0)) {
      entries.remove();
      head.outcome().complete(whenLate);
      head = entries.peek();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
