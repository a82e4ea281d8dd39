package dev.uplink.notifier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What waits in this notifier, as it was a second ago at most. Threads share it. */
public final class Queues {
  /** Longer than a healthy Bitbucket ever takes, also for a few tries. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private volatile List<Queue> latest = List.of();

  public Queues(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    meters.gauge("uplink.statuses.waiting", this, Queues::waiting);
    meters.gauge("uplink.statuses.oldest.age.seconds", this, Queues::oldestAge);
    meters.gauge("uplink.integrations.late", this, Queues::late);
  }

  /** Those of integrations for which anything waits. */
  public List<Queue> latest() {
    return latest;
  }

  void tell(List<Queue> queues) {
    latest = List.copyOf(queues);
  }

  private long waiting() {
    return latest.stream().mapToLong(Queue::waiting).sum();
  }

  private double oldestAge() {
    Instant now = clock.instant();
    return latest.stream()
        .mapToDouble(queue -> Duration.between(queue.since(), now).toMillis() / 1000.0)
        .max()
        .orElse(0);
  }

  private long late() {
    Instant limit = clock.instant().minus(LATE);
    return latest.stream().filter(queue -> queue.since().isBefore(limit)).count();
  }
}
