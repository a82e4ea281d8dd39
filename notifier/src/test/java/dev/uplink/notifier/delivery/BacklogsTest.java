package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.id.AccountId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Backlogs backlogs = new Backlogs(meters, () -> NOW);

  @Test
  void whoWaitsIsToldWithItsAgeAndForgottenWhenNothingWaits() {
    backlogs.tell(List.of(waiting("int-a", 90), waiting("int-b", 5)));
    assertThat(ages()).isEqualTo(Map.of("-", 0.0, "int-a", 90.0, "int-b", 5.0));
    assertThat(meters.get("uplink.statuses.oldest.age.seconds").gauge().value()).isEqualTo(90);
    assertThat(meters.get("uplink.integrations.late").gauge().value()).isEqualTo(1);

    backlogs.tell(List.of());
    assertThat(ages()).isEqualTo(Map.of("-", 0.0));
  }

  @Test
  void howeverManyWaitOnlyTheLatestAreToldOneByOne() {
    backlogs.tell(
        IntStream.range(0, 1_000).mapToObj(index -> waiting("int-" + index, index)).toList());

    assertThat(ages()).hasSize(Backlogs.MOST + 1).containsEntry("int-999", 999.0);
    assertThat(ages()).containsKey("int-980").doesNotContainKey("int-979");
  }

  private Map<String, Double> ages() {
    return meters.get("uplink.integration.oldest.status.age").gauges().stream()
        .collect(Collectors.toMap(gauge -> gauge.getId().getTag("integration"), Gauge::value));
  }

  private static LaneBacklog waiting(String integration, int seconds) {
    return new LaneBacklog(new AccountId("acme"), integration, 1, NOW.minusSeconds(seconds), null);
  }
}
