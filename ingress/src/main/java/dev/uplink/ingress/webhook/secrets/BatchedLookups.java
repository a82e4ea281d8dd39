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
  /** So that one batch does not keep its first look-up waiting for its last. */
  static final int MOST_AT_ONCE = 64;

  private record Lookup(
      WebhookAddress address, CompletableFuture<Optional<IntegrationSecrets>> answer) {}

  private final BlockingQueue<Lookup> waiting = new LinkedBlockingQueue<>();
  private final SecretSource source;
  private final Executor readers;
  private final Duration timeout;

  /** The executor's queue is the bound of those that wait: each brings one task. */
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
    Lookup lookup = new Lookup(address, new CompletableFuture<>());
    waiting.add(lookup);
    try {
      readers.execute(this::readWaiting);
    } catch (RejectedExecutionException full) {
      waiting.remove(lookup);
      throw full;
    }
    return lookup.answer().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Finds nothing when an earlier one has taken its look-up along. */
  private void readWaiting() {
    List<Lookup> batch = new ArrayList<>();
    if (waiting.drainTo(batch, MOST_AT_ONCE) == 0) {
      return;
    }
    try {
      SecretSource.Reading reading = source.read(batch.stream().map(Lookup::address).toList());
      batch.forEach(lookup -> answer(lookup, reading));
    } catch (RuntimeException e) {
      batch.forEach(lookup -> lookup.answer().completeExceptionally(e));
    }
  }

  private static void answer(Lookup lookup, SecretSource.Reading reading) {
    try {
      lookup.answer().complete(reading.of(lookup.address()));
    } catch (RuntimeException e) {
      lookup.answer().completeExceptionally(e);
    }
  }
}
