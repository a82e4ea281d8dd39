package dev.uplink.notifier.quota;

import java.time.Duration;
import java.time.Instant;

/** Data Center's: a bucket that fills at a steady rate and holds so many requests at most. */
final class TokenBucket implements Allowance {
  private static final double NANOS = 1_000_000_000.0;

  private final int wholeSize;
  private final double wholePerSecond;
  private final Duration span;
  private double part = 1;
  private double tokens;
  private Instant filled = Instant.MIN;

  /**
   * @param span that uses are counted for
   */
  TokenBucket(int size, double perSecond, Duration span) {
    this.wholeSize = size;
    this.wholePerSecond = perSecond;
    this.span = span;
    this.tokens = size;
  }

  @Override
  public int limit() {
    return Math.max(1, (int) (wholeSize * part));
  }

  @Override
  public int perSpan() {
    return Math.max(1, (int) (perSecond() * span.toSeconds()));
  }

  @Override
  public int left(Instant now) {
    fill(now);
    return (int) tokens;
  }

  @Override
  public void take(Instant now) {
    fill(now);
    tokens--;
  }

  @Override
  public Instant when(int wanted, Instant now) {
    fill(now);
    double missing = Math.min(wanted, limit()) - tokens;
    return missing <= 0 ? now : now.plusNanos((long) Math.ceil(missing / perSecond() * NANOS));
  }

  @Override
  public void share(double share) {
    part = share;
    tokens = Math.min(tokens, limit());
  }

  /** Nothing is said of it by any server: size and rate are its administrators' settings. */
  @Override
  public void told(int limit) {}

  private double perSecond() {
    return wholePerSecond * part;
  }

  private void fill(Instant now) {
    if (filled.equals(Instant.MIN)) {
      filled = now;
    }
    if (now.isAfter(filled)) {
      double added = Duration.between(filled, now).toNanos() / NANOS * perSecond();
      tokens = Math.min(limit(), tokens + added);
      filled = now;
    }
  }
}
