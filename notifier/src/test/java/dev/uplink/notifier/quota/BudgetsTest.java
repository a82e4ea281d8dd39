package dev.uplink.notifier.quota;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String API = "https://api.bitbucket.org/2.0";

  private final Budgets budgets =
      new Budgets(new QuotaLimits(1_000, 60, 5), () -> 0.0, Ticker.systemTicker());
  private final CredentialKey ops = CredentialKey.of(CLOUD, API, "ops@example.com");

  @Test
  void integrationsOfOneUserHaveOneBudget() {
    budgets.uses("int-a", ops);
    budgets.uses("int-b", CredentialKey.of(CLOUD, API, "Ops@Example.com"));
    budgets.of(ops).take(Priority.TERMINAL, NOW);

    assertThat(budgets.left("int-a", NOW)).contains(new Left(1_000, 999));
    assertThat(budgets.left("int-b", NOW)).contains(new Left(1_000, 999));
  }

  @Test
  void usersHostsAndProductsHaveTheirOwn() {
    budgets.of(ops).take(Priority.TERMINAL, NOW);
    budgets.uses("other", CredentialKey.of(CLOUD, API, "dev@example.com"));
    budgets.of(CredentialKey.of(CLOUD, API, "dev@example.com"));

    assertThat(budgets.left("other", NOW)).contains(new Left(1_000, 1_000));
    assertThat(CredentialKey.of(DATA_CENTER, "https://a.example", "ops"))
        .isNotEqualTo(CredentialKey.of(DATA_CENTER, "https://b.example", "ops"));
  }

  @Test
  void nobodyIsNamed() {
    assertThat(ops.toString()).doesNotContain("ops").contains("api.bitbucket.org");
  }

  @Test
  void theWorkIsSharedOutAlsoForBudgetsThatComeLater() {
    budgets.share(1, 3);
    Budget later = budgets.of(ops);
    assertThat(later.left(NOW).limit()).isEqualTo(333);

    budgets.share(0, 4);
    assertThat(later.left(NOW).limit()).isEqualTo(250);
    budgets.share(4, 4);
    assertThat(later.left(NOW).limit()).isEqualTo(1_000);
  }

  @Test
  void theLeastThatIsLeftIsToldByProduct() {
    assertThat(budgets.least(CLOUD, NOW)).isEqualTo(1);
    for (int i = 0; i < 600; i++) {
      budgets.of(ops).take(Priority.TERMINAL, NOW);
    }

    assertThat(budgets.least(CLOUD, NOW)).isEqualTo(0.4);
    assertThat(budgets.least(DATA_CENTER, NOW)).isEqualTo(1);
  }
}
