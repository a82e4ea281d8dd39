package dev.uplink.notifier.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.CredentialKey;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TightestBudgetsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Budgets budgets =
      new Budgets(new QuotaLimits(100, 60, 5), () -> 0.0, Ticker.systemTicker());
  private final TightestBudgets tightest =
      new TightestBudgets(budgets, meters, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aCredentialIsCalledByOneOfItsIntegrationsAndIsMeasuredAsItIsNow() {
    spend("ops@example.com", "int-b", 10);
    spend("ops@example.com", "int-a", 10);
    spend("dev@example.com", "int-c", 50);

    tightest.lookAgain();
    assertThat(left()).isEqualTo(Map.of("-", 1.0, "int-a", 0.8, "int-c", 0.5));

    // Which are shown is looked at now and then, what they have left is not.
    spend("ops@example.com", "int-a", 5);
    assertThat(left()).containsEntry("int-a", 0.75);
  }

  @Test
  void howeverManyThereAreOnlyTheTightestAreMeasuredOneByOne() {
    for (int user = 0; user < 60; user++) {
      spend(user + "@example.com", "int-" + user, user);
    }

    tightest.lookAgain();

    assertThat(left()).hasSize(TightestBudgets.MOST + 1).containsEntry("int-59", 0.41);
    assertThat(left()).containsKey("int-40").doesNotContainKey("int-39");
  }

  private void spend(String user, String integration, int requests) {
    CredentialKey credential =
        CredentialKey.of(BitbucketProduct.CLOUD, "https://api.bitbucket.org/2.0", user);
    budgets.uses(integration, credential);
    for (int i = 0; i < requests; i++) {
      var _ = budgets.of(credential).take(Priority.TERMINAL, NOW);
    }
    var _ = budgets.of(credential);
  }

  private Map<String, Double> left() {
    return meters.get("uplink.bitbucket.credential.budget.left.ratio").gauges().stream()
        .filter(gauge -> "bitbucket-cloud".equals(gauge.getId().getTag("product")))
        .collect(Collectors.toMap(gauge -> gauge.getId().getTag("integration"), Gauge::value));
  }
}
