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
public final class Backlogs {
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
  private volatile List<LaneBacklog> latest = List.of();

  public Backlogs(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    meters.gauge("uplink.statuses.waiting", this, Backlogs::waiting);
    meters.gauge("uplink.statuses.oldest.age.seconds", this, Backlogs::oldestAge);
    meters.gauge("uplink.integrations.late", this, Backlogs::late);
    this.latestOnes =
        MultiGauge.builder("uplink.integration.oldest.status.age")
            .description("How long an integration's statuses have waited; the 20 that are latest.")
            .baseUnit("seconds")
            .register(meters);
    show(List.of());
  }

  /** Those of integrations for which anything waits. */
  public List<LaneBacklog> latest() {
    return latest;
  }

  void tell(List<LaneBacklog> backlogs) {
    latest = List.copyOf(backlogs);
    show(latest);
  }

  private void show(List<LaneBacklog> backlogs) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    // One that is always there, so that boards and rules about it can be checked at any time.
    rows.add(MultiGauge.Row.of(tags(NOBODY, NOBODY), 0));
    backlogs.stream()
        .sorted(Comparator.comparing(LaneBacklog::since))
        .limit(MOST)
        .forEach(
            backlog ->
                rows.add(
                    MultiGauge.Row.of(
                        tags(backlog.account().value(), backlog.integrationId()),
                        backlog,
                        this::age)));
    latestOnes.register(rows, true);
  }

  private static Tags tags(String account, String integration) {
    return Tags.of("account", account, "integration", integration);
  }

  private long waiting() {
    return latest.stream().mapToLong(LaneBacklog::waiting).sum();
  }

  private double oldestAge() {
    return latest.stream().mapToDouble(this::age).max().orElse(0);
  }

  /** In seconds. */
  private double age(LaneBacklog backlog) {
    return Duration.between(backlog.since(), clock.instant()).toMillis() / 1000.0;
  }

  private long late() {
    Instant limit = clock.instant().minus(LATE);
    return latest.stream().filter(backlog -> backlog.since().isBefore(limit)).count();
  }
}
