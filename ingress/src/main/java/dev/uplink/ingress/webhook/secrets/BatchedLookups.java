package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Brings the look-ups that wait at the same moment into one question to the database: with many
 * integrations most webhooks are the first in a minute of theirs, and a question of one row costs
 * nearly as much as one of fifty. An idle database is asked at once, for one.
 */
final class BatchedLookups {
  /** How many one batch has at most, so that its first look-up does not wait long for its last. */
  static final int MOST_AT_ONCE = 64;

  /** Read in a fraction of the time-out by a database that is well. */
  static final int MOST_WAITING = 8_192;

  private final BlockingQueue<Lookup> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final SecretSource source;
  private final Executor readers;
  private final Duration timeout;

  /**
   * The executor may refuse a task only behind {@link #MOST_WAITING} / {@link #MOST_AT_ONCE}
   * others: those will read everything that waits.
   */
  BatchedLookups(SecretSource source, Executor readers, Duration timeout) {
    this.source = source;
    this.readers = readers;
    this.timeout = timeout;
  }

  /**
   * Bounded in time, so that one reading that hangs does not hold all that would share it. Throws
   * {@link RejectedExecutionException} when too many wait.
   */
  CompletableFuture<Optional<IntegrationSecrets>> find(WebhookAddress address) {
    Lookup lookup = Lookup.of(address);
    if (!waiting.offer(lookup)) {
      throw new RejectedExecutionException("%d look-ups wait already".formatted(MOST_WAITING));
    }
    try {
      readers.execute(this::readWaiting);
    } catch (RejectedExecutionException enoughAhead) {
      // Each of them takes more than the one it came with.
    }
    return lookup.answer().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Finds nothing when an earlier one has taken its look-up along. */
  private void readWaiting() {
    List<Lookup> batch = new ArrayList<>();
    waiting.drainTo(batch, MOST_AT_ONCE);
    // After a time in which the database hung, most have been given up.
    batch.removeIf(lookup -> lookup.answer().isDone());
    if (!batch.isEmpty()) {
      Lookup.read(batch, source);
    }
  }
}
