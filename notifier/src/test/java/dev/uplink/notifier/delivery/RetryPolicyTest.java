package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.gate.Admission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant NOW = Statuses.AT;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final PostResult FAILED = new PostResult.Failed(500, "failed");

  @ParameterizedTest
  @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "6, PT32S", "7, PT1M", "60, PT1M"})
  void pausesDoubleUpToAMinute(int number, Duration pause) {
    assertThat(after(number, FAILED, 0.0)).isEqualTo(new RetryDecision.Again(NOW.plus(pause)));
  }

  @Test
  void jitterShortensAPauseByUpToHalf() {
    assertThat(after(7, FAILED, 1.0))
        .isEqualTo(new RetryDecision.Again(NOW.plus(Duration.ofSeconds(30))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0, PT30S",
    "0, 1.0, PT15S",
    "1, 0.0, PT1M",
    "2, 0.5, PT1M30S",
    "4, 0.0, PT8M",
    "5, 0.0, PT10M",
    "90, 0.0, PT10M",
    "90, 1.0, PT5M"
  })
  void refusedCredentialsAreLookedAtSoonAndThenEverMoreSeldom(
      int refusals, double jitter, Duration pause) {
    Attempt first = Statuses.attempt(1, NOW);
    Attempt attempt =
        new Attempt(first.desired(), 1, NOW, first.priority(), first.wantedSince(), refusals);
    RetryPolicy policy = new RetryPolicy(HOUR, HOUR, () -> jitter);

    assertThat(policy.after(attempt, refused(PostResult.Refusal.CREDENTIALS), NOW))
        .isEqualTo(new RetryDecision.Shut(3, NOW.plus(pause)));
    assertThat(policy.after(attempt, refused(PostResult.Refusal.PLACE), NOW))
        .isEqualTo(new RetryDecision.Parked(3, NOW.plus(pause)));
  }

  private static PostResult refused(PostResult.Refusal what) {
    return new PostResult.Unauthorized(401, "refused", 3, what);
  }

  @ParameterizedTest
  @CsvSource({"1, PT30S, PT30S", "7, PT30S, PT1M", "1, PT1H, PT1H"})
  void aServerThatSaysWhenItIsBackIsNotAskedBefore(int number, Duration rest, Duration pause) {
    assertThat(after(number, new PostResult.Failed(503, "down", rest), 0.0))
        .isEqualTo(new RetryDecision.Again(NOW.plus(pause)));
  }

  @Test
  void aTryThatWouldComeTooLateIsNotWaitedFor() {
    Attempt old = Statuses.attempt(7, NOW.minus(Duration.ofHours(1)));
    RetryPolicy policy = new RetryPolicy(HOUR, HOUR, () -> 0.0);

    assertThat(policy.after(old, FAILED, NOW))
        .isEqualTo(new RetryDecision.Settled(Outcome.GAVE_UP));
  }

  @Test
  void aRestThatIsAskedForIsNeverTooLong() {
    Duration rest = Duration.ofHours(2);

    assertThat(after(1, new PostResult.Throttled(429, "", rest), 0.0))
        .isEqualTo(new RetryDecision.Rest(NOW, NOW.plus(rest)));
  }

  @Test
  void waitingForTheBudgetIsNoFailureHoweverLong() {
    Attempt old = Statuses.attempt(1, NOW.minus(Duration.ofDays(1)));
    PostResult spent = new PostResult.HeldBack(Admission.Why.BUDGET, "spent", NOW.plus(HOUR));

    assertThat(new RetryPolicy(HOUR, HOUR, () -> 0.0).after(old, spent, NOW))
        .isEqualTo(new RetryDecision.Held(NOW.plus(HOUR)));
  }

  @Test
  void aHostThatDoesNotAnswerIsWaitedForNoLongerThanFailuresAre() {
    PostResult shut = new PostResult.HeldBack(Admission.Why.HOST, "shut", NOW.plusSeconds(5));
    Attempt old = Statuses.attempt(1, NOW.minus(HOUR).minusSeconds(1));

    assertThat(after(1, shut, 0.0)).isEqualTo(new RetryDecision.Broken(NOW.plusSeconds(5)));
    assertThat(new RetryPolicy(HOUR, HOUR, () -> 0.0).after(old, shut, NOW))
        .isEqualTo(new RetryDecision.Settled(Outcome.GAVE_UP));
  }

  private static RetryDecision after(int number, PostResult result, double jitter) {
    Attempt attempt = Statuses.attempt(number, NOW);
    return new RetryPolicy(HOUR, HOUR, () -> jitter).after(attempt, result, NOW);
  }
}
