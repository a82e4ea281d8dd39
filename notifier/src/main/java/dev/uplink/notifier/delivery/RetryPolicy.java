package dev.uplink.notifier.delivery;

import dev.uplink.notifier.bitbucket.status.PostResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to try again, and when no longer.
 *
 * @param giveUpAfter since the first try of a revision, less the rests its integration was told to
 *     take
 * @param awaitCredentials how long a status waits for credentials that work
 * @param jitter 0 to 1; spreads the tries of many statuses that failed together
 */
record RetryPolicy(Duration giveUpAfter, Duration awaitCredentials, DoubleSupplier jitter) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(30);
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

  RetryDecision after(Attempt attempt, PostResult result, Instant now) {
    return switch (result) {
      case PostResult.Delivered delivered -> new RetryDecision.Settled(Outcome.DELIVERED);
      case PostResult.Refused refused -> new RetryDecision.Settled(Outcome.REFUSED);
      case PostResult.Malformed malformed -> new RetryDecision.Settled(Outcome.MALFORMED);
      case PostResult.HeldBack held -> held(attempt, held, now);
      case PostResult.Failed failed -> failed(attempt, failed.rest(), now);
      case PostResult.Postponed postponed -> again(attempt, now.plus(pause(attempt.number())));
      case PostResult.Throttled throttled -> {
        Duration rest =
            Objects.requireNonNullElseGet(throttled.rest(), () -> pause(attempt.number()));
        // Never too late: a rest that was asked for is no failure.
        yield new RetryDecision.Rest(now, now.plus(rest));
      }
      case PostResult.Unauthorized unauthorized -> park(attempt, unauthorized, now);
      // Asked a second time, because a new integration may be heard of after its first status.
      case PostResult.Gone gone ->
          attempt.number() == 1
              ? new RetryDecision.Again(now.plus(FIRST_PAUSE))
              : new RetryDecision.Settled(Outcome.REFUSED);
    };
  }

  /**
   * Trying on with refused credentials locks their user out on some servers. So one try, soon at
   * first, since both products now and then refuse what they take a moment later, then ever more
   * seldom: permissions and users are mended on Bitbucket's side too, of which nothing is heard.
   */
  private RetryDecision park(Attempt attempt, PostResult.Unauthorized unauthorized, Instant now) {
    Instant until = now.plus(doubled(FIRST_LOOK, attempt.refusals(), LONGEST_LOOK));
    return switch (unauthorized.refused()) {
      case CREDENTIALS -> new RetryDecision.Shut(unauthorized.credentialsVersion(), until);
      case PLACE -> new RetryDecision.Parked(unauthorized.credentialsVersion(), until);
    };
  }

  /** Waiting for one's turn is no failure, and a host that does not answer is one. */
  private RetryDecision held(Attempt attempt, PostResult.HeldBack held, Instant now) {
    return switch (held.why()) {
      case BUDGET -> new RetryDecision.Held(held.until());
      case REST -> new RetryDecision.Rest(now, held.until());
      case HOST ->
          isTooLate(attempt.firstAt(), now)
              ? new RetryDecision.Settled(Outcome.GAVE_UP)
              : new RetryDecision.Broken(held.until());
    };
  }

  boolean hasWaitedTooLong(Instant since, Instant now) {
    return now.isAfter(since.plus(awaitCredentials));
  }

  boolean isTooLate(Instant firstAt, Instant now) {
    return now.isAfter(firstAt.plus(giveUpAfter));
  }

  private RetryDecision again(Attempt attempt, Instant notBefore) {
    return isTooLate(attempt.firstAt(), notBefore)
        ? new RetryDecision.Settled(Outcome.GAVE_UP)
        : new RetryDecision.Again(notBefore);
  }

  /**
   * A server that says when it is back is asked for this status then, if only once, and not before.
   * A newer one of its key, and those of other keys, try for themselves: the answer was not theirs.
   */
  private RetryDecision failed(Attempt attempt, @Nullable Duration rest, Instant now) {
    RetryDecision ours = again(attempt, now.plus(pause(attempt.number())));
    return ours instanceof RetryDecision.Again(Instant notBefore)
            && rest != null
            && now.plus(rest).isAfter(notBefore)
        ? new RetryDecision.Again(now.plus(rest))
        : ours;
  }

  private Duration pause(int number) {
    return doubled(FIRST_PAUSE, number - 1, LONGEST_PAUSE);
  }

  /** Doubled each time up to the longest, less up to half of it. */
  private Duration doubled(Duration first, int times, Duration longest) {
    Duration full = first.multipliedBy(1L << Math.min(times, DOUBLINGS));
    Duration bounded = full.compareTo(longest) > 0 ? longest : full;
    return bounded.minusMillis((long) (bounded.toMillis() / 2.0 * jitter.getAsDouble()));
  }
}
