package dev.uplink.notifier.gate;

import dev.uplink.notifier.quota.Budget;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures what is left of those credentials that have least. Only of so many, because their number
 * is the customers' business; whoever wants all of them reads uplink.integration-health. A
 * credential is called by an integration that uses it: its user is nobody's business.
 */
final class TightestBudgets {
  /** As many as anybody looks at; of each notifier. */
  static final int MOST = 20;

  private static final String NOBODY = "-";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Budgets budgets;
  private final Clock clock;
  private final MultiGauge gauge;
  private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);

  TightestBudgets(Budgets budgets, MeterRegistry meters, Clock clock) {
    this.budgets = budgets;
    this.clock = clock;
    this.gauge =
        MultiGauge.builder("uplink.bitbucket.credential.budget.left.ratio")
            .description("What is left of a credential's budget, 0 to 1; the 20 that have least.")
            .register(meters);
    show(List.of());
  }

  /** To be called often: most calls do nothing. */
  void lookAgain() {
    Instant now = clock.instant();
    Instant due = nextLook.get();
    if (now.isBefore(due) || !nextLook.compareAndSet(due, now.plus(BETWEEN_LOOKS))) {
      return;
    }
    show(budgets.tightest(MOST, now));
  }

  private void show(List<Budgets.Used> tightest) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    // One that is always there, so that boards and rules about it can be checked at any time.
    for (BitbucketProduct product : BitbucketProduct.values()) {
      rows.add(MultiGauge.Row.of(tags(product, NOBODY), 1));
    }
    for (Budgets.Used used : tightest) {
      Budget budget = used.budget();
      rows.add(
          MultiGauge.Row.of(
              tags(used.product(), used.integrationId()),
              budget,
              left -> left.left(clock.instant()).ratio()));
    }
    gauge.register(rows, true);
  }

  private static Tags tags(BitbucketProduct product, String integrationId) {
    return Tags.of("product", product.segment(), "integration", integrationId);
  }
}
