package dev.uplink.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The system's clock, but for steps back: then it goes on from where it was, a tenth slower until
 * both meet. Rests, budgets and leases that were measured out before would otherwise last as long
 * as the step is wide. A step ahead is followed at once, because the machine may have stood still:
 * what has to be waited for ends early once, however often the system goes to and fro.
 */
final class SteadyClock extends Clock {
  private static final int SLOWER_BY_A = 10;

  private final Clock system;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /**
   * @param nanos that pass whatever becomes of the system's clock
   */
  SteadyClock(Clock system, LongSupplier nanos) {
    this.system = system;
    this.nanos = nanos;
    this.last = system.instant();
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    Instant told = system.instant();
    long now = nanos.getAsLong();
    Duration passed = Duration.ofNanos(now - lastNanos);
    Instant slow = last.plus(passed.minus(passed.dividedBy(SLOWER_BY_A)));
    last = told.isAfter(slow) ? told : slow;
    lastNanos = now;
    return last;
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(system.withZone(zone), nanos);
  }
}
