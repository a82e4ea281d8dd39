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
    assertThat(after(number, FAILED, 0.0)).isEqualTo(new Next.Again(NOW.plus(pause), false));
  }

  @Test
  void jitterShortensAPauseByUpToHalf() {
    assertThat(after(7, FAILED, 1.0))
        .isEqualTo(new Next.Again(NOW.plus(Duration.ofSeconds(30)), false));
  }

  @Test
  void aTryThatWouldComeTooLateIsNotWaitedFor() {
    PostResult throttled = new PostResult.Throttled(429, "", Duration.ofHours(1).plusMillis(1));
    PostResult justInTime = new PostResult.Throttled(429, "", Duration.ofHours(1));

    assertThat(after(1, throttled, 0.0)).isEqualTo(new Next.Settled(Outcome.GAVE_UP));
    assertThat(after(1, justInTime, 0.0))
        .isEqualTo(new Next.Again(NOW.plus(Duration.ofHours(1)), true));
  }

  private static Next after(int number, PostResult result, double jitter) {
    Attempt attempt = new Attempt(Statuses.desired("a", "k", 1), number, NOW);
    return new RetryPolicy(Duration.ofHours(1), () -> jitter).after(attempt, result, NOW);
  }
}
