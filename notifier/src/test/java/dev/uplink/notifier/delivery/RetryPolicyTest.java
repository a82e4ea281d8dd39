package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.PostResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant NOW = Statuses.AT;
  private static final PostResult FAILED = new PostResult.Failed(500, "failed");

  @ParameterizedTest
  @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "6, PT32S", "7, PT1M", "60, PT1M"})
  void pausesDoubleUpToAMinute(int number, Duration pause) {
    assertThat(after(number, FAILED, 0.0)).isEqualTo(new Next.Again(NOW.plus(pause)));
  }

  @Test
  void jitterShortensAPauseByUpToHalf() {
    assertThat(after(7, FAILED, 1.0)).isEqualTo(new Next.Again(NOW.plus(Duration.ofSeconds(30))));
  }

  @Test
  void aTryThatWouldComeTooLateIsNotWaitedFor() {
    Attempt old = new Attempt(Statuses.desired("a", "k", 1), 7, NOW.minus(Duration.ofHours(1)));
    RetryPolicy policy = new RetryPolicy(Duration.ofHours(1), () -> 0.0);

    assertThat(policy.after(old, FAILED, NOW)).isEqualTo(new Next.Settled(Outcome.GAVE_UP));
  }

  @Test
  void aRestThatIsAskedForIsNeverTooLong() {
    Duration rest = Duration.ofHours(2);

    assertThat(after(1, new PostResult.Throttled(429, "", rest), 0.0))
        .isEqualTo(new Next.Rest(NOW, NOW.plus(rest)));
  }

  private static Next after(int number, PostResult result, double jitter) {
    Attempt attempt = new Attempt(Statuses.desired("a", "k", 1), number, NOW);
    return new RetryPolicy(Duration.ofHours(1), () -> jitter).after(attempt, result, NOW);
  }
}
