package dev.uplink.processor.catalogue;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Says that something of the catalogue is gone: deleted, or detached from its integration. Stream
 * threads look at it to know when to look at their runs; what is gone they ask the catalogue, so
 * nothing is lost with this count.
 */
public final class Removals {
  private final AtomicLong count = new AtomicLong();

  /** After the catalogue has it. */
  void happened() {
    count.incrementAndGet();
  }

  /** Grows with each removal that this process hears of. */
  public long count() {
    return count.get();
  }
}
