package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.trace.Lineage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static final Fork FORK = new Fork("ada", "infra", 7);
  private static final Instant NOW = Statuses.AT;
  private static final Instant LATER = NOW.plusSeconds(600);

  /** The fork was closed to the credentials; the repository need not be. */
  @Test
  void oneThatWaitsForCredentialsIsTriedAtOnceWhereItIsTakenTo() {
    Wanted wanted = refused(in(FORK, 1));

    wanted.offer(in(null, 2), NOW);

    assertThat(wanted.isDue(NOW)).isTrue();
    assertThat(wanted.isParked()).isFalse();
    assertThat(wanted.priority()).isEqualTo(Priority.FIRST);
  }

  @Test
  void oneThatStaysWhereItWasRefusedWaitsOn() {
    Wanted wanted = refused(in(FORK, 1));

    wanted.offer(in(FORK, 2), NOW);

    assertThat(wanted.isDue(NOW)).isFalse();
    assertThat(wanted.isDue(LATER)).isTrue();
  }

  /** It rested before it was refused: hours later that must not make it too late. */
  @Test
  void oneThatRestedBeforeItWasRefusedBeginsAnewWithNewCredentials() {
    Wanted wanted = new Wanted(in(null, 1), NOW);
    wanted.end(wanted.begin(NOW, 0));
    wanted.rest(NOW);
    wanted.end(wanted.begin(NOW, 0));
    wanted.park(LATER);

    wanted.newCredentials(LATER);

    assertThat(wanted.isParked()).isFalse();
    assertThat(wanted.begin(LATER, 0).firstAt()).isEqualTo(LATER);
  }

  private static Wanted refused(Desired desired) {
    Wanted wanted = new Wanted(desired, NOW);
    wanted.end(wanted.begin(NOW, 0));
    wanted.park(LATER);
    return wanted;
  }

  private static Desired in(@Nullable Fork fork, long revision) {
    Desired desired = Statuses.desired("int-a", "spacelift/network", revision);
    BuildStatus status = desired.status();
    return new Desired(
        new BuildStatus(
            status.place(), fork, status.key(), status.shown(), null, revision, status.updatedAt()),
        desired.source(),
        Lineage.NONE);
  }
}
