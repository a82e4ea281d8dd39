package dev.uplink.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.CredentialKey;
import dev.uplink.notifier.quota.Permit;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final StepClock system = new StepClock();
  private long nanos = -5;
  private final SteadyClock clock = new SteadyClock(system, () -> nanos);

  @Test
  void itGoesAsTheSystemsDoes() {
    pass(Duration.ofHours(3));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(3)));
  }

  @Test
  void aStepAheadIsFollowed() {
    system.now = START.plus(Duration.ofDays(1));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void afterAStepBackItGoesOnATenthSlower() {
    pass(Duration.ofHours(5));
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5)));
    system.now = START;

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5)));
    pass(Duration.ofMinutes(10));
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5).plusMinutes(9)));
  }

  @Test
  void bothMeetAgain() {
    system.now = START.plus(Duration.ofMinutes(10));
    assertThat(clock.instant()).isEqualTo(system.now);
    system.now = START;
    assertThat(clock.instant()).isAfter(system.now);

    for (int hour = 0; hour < 3; hour++) {
      pass(Duration.ofHours(1));
      assertThat(clock.instant()).isAfterOrEqualTo(system.now);
    }

    assertThat(clock.instant()).isEqualTo(system.now);
  }

  @ParameterizedTest
  @EnumSource(BitbucketProduct.class)
  void aBudgetIsNeitherLostNorEndlessWhenTheClockGoesAheadAndBack(BitbucketProduct product) {
    Budgets budgets = new Budgets(new QuotaLimits(9, 9, 1), () -> 0, () -> nanos);
    assertThat(spend(budgets, product)).isEqualTo(9);

    for (int step = 0; step < 10; step++) {
      system.now = START.plus(Duration.ofHours(5));
      clock.instant();
      system.now = START;
      clock.instant();
    }
    // Once, for the hours that might have gone by, and not once a step.
    assertThat(spend(budgets, product)).isEqualTo(9);
    for (int step = 0; step < 10; step++) {
      system.now = START.plus(Duration.ofHours(5));
      assertThat(spend(budgets, product)).isZero();
      system.now = START;
    }

    pass(Duration.ofMinutes(70));
    assertThat(spend(budgets, product)).isEqualTo(9);
  }

  private int spend(Budgets budgets, BitbucketProduct product) {
    CredentialKey key = CredentialKey.of(product, "https://api.example", "ops");
    int granted = 0;
    while (granted < 1_000
        && budgets.of(key).take(Priority.TERMINAL, clock.instant()) instanceof Permit.Granted) {
      granted++;
    }
    return granted;
  }

  private void pass(Duration time) {
    system.now = system.now.plus(time);
    nanos += time.toNanos();
  }

  private static final class StepClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
