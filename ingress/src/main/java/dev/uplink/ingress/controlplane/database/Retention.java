package dev.uplink.ingress.controlplane.database;

import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, every few minutes. Every instance may: what is gone is gone.
 *
 * @param what in words
 * @param kept for how long
 * @param deletion of some that are from before a time; returns how many there were
 */
public record Retention(
    String what,
    Duration kept,
    ToIntFunction<Instant> deletion,
    AccountTransactions transactions,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofMinutes(5);

  public void start(TaskScheduler scheduler) {
    var _ = scheduler.scheduleWithFixedDelay(FIRST, EVERY, this::sweep);
  }

  public void sweep() {
    Instant before = clock.instant().minus(kept);
    try {
      // In pieces, so that none takes longer than a statement may.
      while (transactions.join(() -> deletion.applyAsInt(before)) > 0) {
        LOG.debug("deleted some {} from before {}", what, before);
      }
    } catch (RuntimeException e) {
      // Of any kind: a sweep that ended by an exception would be the last one.
      LOG.warn("old {} stay until the next sweep: {}", what, e.toString());
    }
  }
}
