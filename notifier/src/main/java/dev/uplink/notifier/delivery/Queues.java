package dev.uplink.notifier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What waits in this notifier, as it was a second ago at most. Threads share it. */
public final class Queues {
  /** Longer than a healthy Bitbucket ever takes, also for a few tries. */
  private static final Duration LATE = Duration.ofMinutes(1);

  /**
   * So many integrations are measured one by one, those that are latest: how many there are is the
   * customers' business, and nobody looks at more.
   */
  static final int MOST = 20;

  private static final String NOBODY = "-";

  private final InstantSource clock;
  private final MultiGauge latestOnes;
  private volatile List<Queue> latest = List.of();

  public Queues(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    meters.gauge("uplink.statuses.waiting", this, Queues::waiting);
    meters.gauge("uplink.statuses.oldest.age.seconds", this, Queues::oldestAge);
    meters.gauge("uplink.integrations.late", this, Queues::late);
    this.latestOnes =
        MultiGauge.builder("uplink.integration.oldest.status.age")
            .description("How long an integration's statuses have waited; the 20 that are latest.")
            .baseUnit("seconds")
            .register(meters);
    show(List.of());
  }

  /** Those of integrations for which anything waits. */
  public List<Queue> latest() {
    return latest;
  }

  void tell(List<Queue> queues) {
    latest = List.copyOf(queues);
    show(latest);
  }

  private void show(List<Queue> queues) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    // One that is always there, so that boards and rules about it can be checked at any time.
    rows.add(MultiGauge.Row.of(tags(NOBODY, NOBODY), 0));
    queues.stream()
        .sorted(Comparator.comparing(Queue::since))
        .limit(MOST)
        .forEach(
            queue ->
                rows.add(
                    MultiGauge.Row.of(
                        tags(queue.account().value(), queue.integrationId()), queue, this::age)));
    latestOnes.register(rows, true);
  }

  private static Tags tags(String account, String integration) {
    return Tags.of("account", account, "integration", integration);
  }

  private long waiting() {
    return latest.stream().mapToLong(Queue::waiting).sum();
  }

  private double oldestAge() {
    return latest.stream().mapToDouble(this::age).max().orElse(0);
  }

  /** In seconds. */
  private double age(Queue queue) {
    return Duration.between(queue.since(), clock.instant()).toMillis() / 1000.0;
  }

  private long late() {
    Instant limit = clock.instant().minus(LATE);
    return latest.stream().filter(queue -> queue.since().isBefore(limit)).count();
  }
}
