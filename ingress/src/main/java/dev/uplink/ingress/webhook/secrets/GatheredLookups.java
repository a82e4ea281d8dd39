package dev.uplink.ingress.webhook.secrets;

import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes look-ups that nobody waits for: they are gathered for a moment and read in large batches,
 * one after the other. With 100,000 integrations there are thousands a second, and asked one at a
 * time they would cost more than the webhooks.
 */
final class GatheredLookups {
  private final BlockingQueue<Lookup> waiting =
      new LinkedBlockingQueue<>(BatchedLookups.MOST_WAITING);
  private final AtomicBoolean called = new AtomicBoolean();
  private final SecretSource source;
  private final Executor later;

  /** The executor runs a task after a moment, one at a time, and refuses none. */
  GatheredLookups(SecretSource source, Executor later) {
    this.source = source;
    this.later = later;
  }

  /** Cancelled when too many wait: it can be asked for again. */
  CompletableFuture<Optional<IntegrationSecrets>> find(WebhookAddress address) {
    Lookup lookup = Lookup.of(address);
    if (!waiting.offer(lookup)) {
      return CompletableFuture.failedFuture(
          new CancellationException("%d look-ups wait".formatted(BatchedLookups.MOST_WAITING)));
    }
    if (called.compareAndSet(false, true)) {
      later.execute(this::readWaiting);
    }
    return lookup.answer();
  }

  private void readWaiting() {
    called.set(false);
    for (List<Lookup> batch = next(); !batch.isEmpty(); batch = next()) {
      Lookup.read(batch, source);
    }
  }

  private List<Lookup> next() {
    List<Lookup> batch = new ArrayList<>();
    waiting.drainTo(batch, BatchedLookups.MOST_AT_ONCE);
    return batch;
  }
}
