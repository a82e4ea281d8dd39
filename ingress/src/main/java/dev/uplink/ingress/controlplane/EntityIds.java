package dev.uplink.ingress.controlplane;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes ids that are never used twice: UUIDs of version 7, whose order is the order of creation
 * here, and about that over several instances, so that lists show the oldest first and indexes grow
 * at one end.
 */
public final class EntityIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private static final int SEQUENCE_BITS = 12;
  private static final long SEQUENCE = (1L << SEQUENCE_BITS) - 1;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** The last one's milliseconds, and its number among those of the same one. */
  private final AtomicLong last = new AtomicLong();

  public EntityIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public String next() {
    long now = clock.millis() << SEQUENCE_BITS;
    long moment = last.updateAndGet(before -> Math.max(now, before + 1));
    long high = ((moment >> SEQUENCE_BITS) << 16) | VERSION_7 | (moment & SEQUENCE);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}
