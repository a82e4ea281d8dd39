package dev.uplink.notifier.gate;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a host alone that has answered few of the last calls, and lets some through now and then
 * to see whether it does again. Threads share it.
 */
final class HostBreaker {
  private static final int CALLS_LOOKED_AT = 20;
  private static final int FEWEST_CALLS = 5;
  private static final int CALLS_TO_SEE = 2;

  /**
   * In percent. Above a half, or one repository whose every call fails could shut all others out.
   */
  private static final float FAILED_TOO_OFTEN = 60;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final double DOUBLED = 2;
  private static final double SPREAD = 0.25;

  /** While those that see whether it answers are under way. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final CircuitBreaker breaker;
  private final Clock clock;
  private volatile Instant shutUntil = Instant.MIN;

  HostBreaker(String host, Clock clock) {
    this.clock = clock;
    IntervalFunction pauses =
        IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, DOUBLED, SPREAD, LONGEST_PAUSE);
    this.breaker =
        CircuitBreaker.of(
            host,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .failureRateThreshold(FAILED_TOO_OFTEN)
                .permittedNumberOfCallsInHalfOpenState(CALLS_TO_SEE)
                .waitIntervalFunctionInOpenState(opened -> noted(pauses.apply(opened)))
                .build());
  }

  /** Empty when a call may be made, of which the end has to be told; else when to ask again. */
  Optional<Instant> refusedUntil() {
    if (breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(now.isBefore(shutUntil) ? shutUntil : now.plus(LOOK_AGAIN));
  }

  void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed() {
    breaker.onError(0, TimeUnit.NANOSECONDS, new NoAnswer());
  }

  void saysNothing() {
    breaker.releasePermission();
  }

  boolean isShut() {
    return breaker.getState() != CircuitBreaker.State.CLOSED;
  }

  /** The library wants a reason, of which nothing is read. */
  private static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer() {
      super("no answer", null, false, false);
    }
  }

  /** The library does not tell when it will let calls through again. */
  private long noted(long millis) {
    shutUntil = clock.instant().plusMillis(millis + 1);
    return millis;
  }
}
