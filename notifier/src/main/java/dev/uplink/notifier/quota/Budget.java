package dev.uplink.notifier.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one credential may ask, statuses and lookups together. Two rules share it out. Each priority
 * leaves a part of the limit to those before it, so a flood of the unimportant never keeps the
 * important waiting. And each may have a fiftieth whatever the others ask, so none waits for ever.
 * Safe for several threads.
 */
public final class Budget {
  private static final int LEAST_OF = 50;

  /** Below that, fiftieths are nothing, and setting aside whole requests would leave none. */
  private static final int SMALL = 10;

  /** However long it will be: what was learnt meanwhile should count. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 6;

  /** While it is not known whether Bitbucket takes requests again. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /**
   * Which part of a bucket is not used: what was sent one after the other may arrive together. A
   * bucket that was full until then did not fill meanwhile, and is emptier than ours.
   */
  private static final int LATE_ARRIVALS = 20;

  /** Cloud says so when less than a fifth is left. */
  private static final int NEAR_LIMIT = 5;

  private final RecentUse use;
  private final Allowance allowance;
  private final DoubleSupplier jitter;
  private @Nullable Instant restsUntil;

  /** The end of the rest that Bitbucket's last refusal began. */
  private Instant refusedUntil = Instant.MIN;

  private int throttled;

  private Budget(RecentUse use, Allowance allowance, DoubleSupplier jitter) {
    this.use = use;
    this.allowance = allowance;
    this.jitter = jitter;
  }

  /**
   * @param jitter 0 to 1; shortens rests of which nobody said how long they have to be
   */
  static Budget hourly(int requests, DoubleSupplier jitter) {
    RecentUse use = new RecentUse(Duration.ofHours(1));
    return new Budget(use, new SlidingHour(use, requests), jitter);
  }

  static Budget bucket(int size, double perSecond, DoubleSupplier jitter) {
    Duration span = Duration.ofMinutes(1);
    TokenBucket ours = new TokenBucket(size - size / LATE_ARRIVALS, perSecond, span);
    return new Budget(new RecentUse(span), ours, jitter);
  }

  public synchronized Permit take(Priority priority, Instant now) {
    if (restsUntil != null && now.isBefore(restsUntil)) {
      return new Permit.Resting(restsUntil);
    }
    int needed = 1 + leftToOthers(priority, now);
    if (allowance.left(now) < needed) {
      Instant until = allowance.when(needed, now);
      Instant again = now.plus(LOOK_AGAIN);
      return new Permit.Spent(until.isAfter(again) ? again : until);
    }
    allowance.take(now);
    use.add(priority, now);
    if (throttled > 0) {
      restsUntil = now.plus(BETWEEN_TRIES);
    }
    return new Permit.Granted();
  }

  /**
   * Bitbucket has had too many requests (429).
   *
   * @param said how long it wants to be left alone; null when it does not say
   * @return until when nothing will be asked
   */
  public synchronized Instant throttled(@Nullable Duration said, Instant now) {
    // What was under way together was refused together: that is one word, not several.
    if (!now.isBefore(refusedUntil)) {
      throttled++;
    }
    Instant until = now.plus(said == null ? rest() : said);
    refusedUntil = until.isAfter(refusedUntil) ? until : refusedUntil;
    restsUntil = restsUntil == null || until.isAfter(restsUntil) ? until : restsUntil;
    return restsUntil;
  }

  /** Bitbucket answered something else than that it has had too many. */
  public synchronized void accepted(Instant now) {
    // What was asked before it said so proves nothing.
    if (!now.isBefore(refusedUntil)) {
      throttled = 0;
    }
  }

  /** The limit, as Bitbucket itself tells it. */
  public synchronized void told(int limit) {
    allowance.told(limit);
  }

  /** Less than a fifth is left, Bitbucket says: others use the same credential. */
  public synchronized void nearLimit(Instant now) {
    int unknown = allowance.left(now) - allowance.limit() / NEAR_LIMIT;
    if (unknown > 0) {
      use.addOthers(unknown, now);
    }
  }

  synchronized void share(double part) {
    allowance.share(part);
  }

  public synchronized Left left(Instant now) {
    boolean resting = restsUntil != null && now.isBefore(restsUntil);
    return new Left(allowance.limit(), resting ? 0 : allowance.left(now));
  }

  private int leftToOthers(Priority priority, Instant now) {
    int least = least(allowance.limit());
    int owed = 0;
    for (Priority other : Priority.values()) {
      if (other != priority) {
        owed += Math.min(least, unused(other, now));
      }
    }
    return unused(priority, now) > 0 ? owed : Math.max(owed, priority.keptFrom(allowance.limit()));
  }

  /** Of what a priority may have whatever the others ask. */
  private int unused(Priority priority, Instant now) {
    return Math.max(0, least(allowance.perSpan()) - use.of(priority, now));
  }

  private static int least(int limit) {
    return limit < SMALL ? 0 : Math.max(1, limit / LEAST_OF);
  }

  private Duration rest() {
    Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(throttled - 1, DOUBLINGS));
    Duration most = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    return most.minusMillis((long) (most.toMillis() / 2.0 * jitter.getAsDouble()));
  }
}
