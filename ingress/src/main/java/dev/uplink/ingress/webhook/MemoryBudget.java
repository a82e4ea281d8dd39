package dev.uplink.ingress.webhook;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of bodies that may be held at once. Whoever finds it spent is refused rather than queued: a
 * queue would only move the same bytes to where nobody counts them.
 */
public final class MemoryBudget {
  /** What a webhook costs besides its body, so that empty ones are bounded too. */
  private static final long OVERHEAD = 16 * 1024;

  private final long limit;
  private final AtomicLong spent = new AtomicLong();

  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  boolean reserve(long bytes) {
    long cost = bytes + OVERHEAD;
    if (spent.addAndGet(cost) <= limit) {
      return true;
    }
    spent.addAndGet(-cost);
    return false;
  }

  void release(long bytes) {
    spent.addAndGet(-(bytes + OVERHEAD));
  }

  public long spent() {
    return spent.get();
  }
}
