package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.schemas.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TriesTest {
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final AtomicReference<PostResult> result = new AtomicReference<>();

  /** Its slot and its key would be taken for ever. */
  @Test
  void aTryThatEndsInAnErrorHasAResultToo() {
    Lease lease = new Lease(Duration.ofDays(1));
    lease.renew(Statuses.AT);
    Tries tries =
        new Tries(
            (status, priority) -> {
              throw new StackOverflowError();
            },
            Runnable::run,
            inbox,
            lease,
            Tracing.off(),
            () -> Statuses.AT);

    tries.begin(Statuses.attempt(1, Statuses.AT), (attempt, came, took) -> result.set(came));
    assertThat(tries.anyOf(List.of(0))).isTrue();
    Objects.requireNonNull(inbox.poll()).run();

    assertThat(result)
        .hasValue(new PostResult.Postponed(null, "the notifier failed: StackOverflowError"));
    assertThat(tries.anyOf(List.of(0))).isFalse();
  }
}
