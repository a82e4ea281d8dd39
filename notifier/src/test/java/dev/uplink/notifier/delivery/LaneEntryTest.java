package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.trace.Lineage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneEntryTest {
  private static final Fork FORK = new Fork("ada", "infra", 7);
  private static final Instant NOW = Statuses.AT;
  private static final Instant LATER = NOW.plusSeconds(600);

  /** The fork was closed to the credentials; the repository need not be. */
  @Test
  void oneThatWaitsForCredentialsIsTriedAtOnceWhereItIsTakenTo() {
    LaneEntry entry = refused(in(FORK, 1));

    entry.offer(in(null, 2), NOW);

    assertThat(entry.isDue(NOW)).isTrue();
    assertThat(entry.isParked()).isFalse();
    assertThat(entry.priority()).isEqualTo(Priority.FIRST);
  }

  @Test
  void oneThatStaysWhereItWasRefusedWaitsOn() {
    LaneEntry entry = refused(in(FORK, 1));

    entry.offer(in(FORK, 2), NOW);

    assertThat(entry.isDue(NOW)).isFalse();
    assertThat(entry.isDue(LATER)).isTrue();
  }

  /** It rested before it was refused: hours later that must not make it too late. */
  @Test
  void oneThatRestedBeforeItWasRefusedBeginsAnewWithNewCredentials() {
    LaneEntry entry = new LaneEntry(in(null, 1), NOW);
    entry.end(entry.begin(NOW, 0));
    entry.rest(NOW);
    entry.end(entry.begin(NOW, 0));
    entry.park(LATER);

    entry.newCredentials(LATER);

    assertThat(entry.isParked()).isFalse();
    assertThat(entry.begin(LATER, 0).firstAt()).isEqualTo(LATER);
  }

  private static LaneEntry refused(Desired desired) {
    LaneEntry entry = new LaneEntry(desired, NOW);
    entry.end(entry.begin(NOW, 0));
    entry.park(LATER);
    return entry;
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
