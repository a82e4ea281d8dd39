package dev.uplink.ingress.controlplane.account;

import dev.uplink.ingress.controlplane.problem.Refused;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, every hour. Every instance may: what is gone is gone.
 *
 * @param what in words
 * @param kept for how long
 * @param deletion of all that is from before a time
 */
public record Retention(
    String what,
    Duration kept,
    Consumer<Instant> deletion,
    AccountTransactions transactions,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  public void start(TaskScheduler scheduler) {
    var _ = scheduler.scheduleWithFixedDelay(FIRST, EVERY, this::sweep);
  }

  public void sweep() {
    try {
      transactions.note(() -> deletion.accept(clock.instant().minus(kept)));
    } catch (Refused e) {
      LOG.warn("old {} stay until the next sweep: {}", what, e.getMessage());
    }
  }
}
