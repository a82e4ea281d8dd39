package dev.uplink.processor.catalogue;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what changes in the catalogue, after the catalogue has it. Stream threads look at it to
 * know whether what they read is still so; what is there they ask the catalogue.
 */
public final class Changes {
  private final AtomicLong all = new AtomicLong();
  private final AtomicLong removals = new AtomicLong();

  /** Something came, or is another than before. */
  void happened() {
    all.incrementAndGet();
  }

  /** Something was deleted, or detached from its integration. */
  void removed() {
    // In this order: who hears of a removal must not believe what was read before it.
    all.incrementAndGet();
    removals.incrementAndGet();
  }

  /** Grows with each change that this process hears of. */
  public long count() {
    return all.get();
  }

  /** Grows with each removal that this process hears of. */
  public long removals() {
    return removals.get();
  }
}
