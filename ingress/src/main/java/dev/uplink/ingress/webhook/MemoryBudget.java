package dev.uplink.ingress.webhook;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of bodies that may be held at once. Whoever finds it spent is refused rather than queued: a
 * queue would only move the same bytes to where nobody counts them.
 */
public final class MemoryBudget {
  /** What a webhook costs besides its body, so that empty ones are bounded too. */
  static final long OVERHEAD = 16 * 1024;

  private final long limit;
  private final AtomicLong spent = new AtomicLong();

  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  /**
   * A part of the budget for one webhook, of which this much is held already. Empty when it is
   * spent.
   */
  Optional<Reservation> reserve(long bytes) {
    Reservation reservation = new Reservation();
    return reservation.grow(bytes + OVERHEAD) ? Optional.of(reservation) : Optional.empty();
  }

  public long spent() {
    return spent.get();
  }

  private boolean take(long bytes) {
    if (spent.addAndGet(bytes) <= limit) {
      return true;
    }
    spent.addAndGet(-bytes);
    return false;
  }

  /** One webhook's part of the budget, until it is released. Safe on any thread. */
  final class Reservation {
    private long held;
    private boolean released;

    /** False when the budget is spent, and for a webhook that was given up meanwhile. */
    synchronized boolean grow(long bytes) {
      if (released || !take(bytes)) {
        return false;
      }
      held += bytes;
      return true;
    }

    /** Gives all of it back; doing so again changes nothing. */
    synchronized void release() {
      released = true;
      spent.addAndGet(-held);
      held = 0;
    }
  }
}
