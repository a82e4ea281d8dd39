package dev.uplink.notifier.quota;

import java.time.Instant;

/** Cloud's: no more than a limit in any sixty minutes, whenever they begin. */
final class SlidingHour implements Allowance {
  private final RecentUse use;
  private int whole;
  private double part = 1;

  /**
   * @param use of the last hour, written by whoever takes
   */
  SlidingHour(RecentUse use, int whole) {
    this.use = use;
    this.whole = whole;
  }

  @Override
  public int limit() {
    return Math.max(1, (int) (whole * part));
  }

  @Override
  public int perSpan() {
    return limit();
  }

  @Override
  public int left(Instant now) {
    return Math.max(0, limit() - use.total(now));
  }

  /** What was used is what counts. */
  @Override
  public void take(Instant now) {}

  @Override
  public Instant when(int wanted, Instant now) {
    int missing = Math.min(wanted, limit()) - (limit() - use.total(now));
    return missing <= 0 ? now : use.whenForgotten(missing, now);
  }

  @Override
  public void share(double share) {
    part = share;
  }

  @Override
  public void told(int limit) {
    whole = limit;
  }
}
