package dev.uplink.e2e.observability;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConventionsTest {

  @Test
  void namesWithUnitsAndLabelsOfFewValuesAreAsTheyShouldBe() {
    assertThat(
            Conventions.broken(
                List.of(
                    """
                    # TYPE uplink_decisions_total counter
                    uplink_decisions_total{reason="TAG_PUSHED"} 1.0
                    # TYPE uplink_decision_delay_seconds histogram
                    uplink_decision_delay_seconds_bucket{le="0.1"} 1
                    # TYPE uplink_budget_left_ratio gauge
                    uplink_budget_left_ratio{integration="01a206eb-609b-7000-ab1a-b4cb4459fb59"} 0.5
                    kafka_consumer_lag{client_id="uplink-2715a554-9e25-4c57"} 3.0
                    """)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "uplink_decisions, counter, uplink_decisions is a counter",
    "uplink_waiting_total, gauge, uplink_waiting_total is a gauge",
    "uplink_delay, histogram, uplink_delay names no unit",
    "uplink_oldest_ms, gauge, uplink_oldest_ms is in no base unit",
    "uplink_oldestAge_seconds, gauge, uplink_oldestAge_seconds is not in snake case",
  })
  void aNameThatBreaksAConventionIsTold(String name, String type, String told) {
    assertThat(Conventions.broken(List.of("# TYPE %s %s\n".formatted(name, type))))
        .containsExactly(told);
  }

  @Test
  void aLabelOfWhichThereIsOneForEachCommitIsToldWhoeverMeasuresIt() {
    assertThat(
            Conventions.broken(
                List.of("http_server_requests_seconds_count{uri=\"/commits/0123456789ab\"} 1")))
        .containsExactly(
            "http_server_requests_seconds_count{uri=\"/commits/0123456789ab\"} is one of many");
  }

  @Test
  void moreIntegrationsThanTheWorstAreTold() {
    String series =
        IntStream.rangeClosed(0, 20)
            .mapToObj("uplink_budget_left_ratio{integration=\"%d\"} 1\n"::formatted)
            .collect(joining());

    assertThat(Conventions.broken(List.of(series)))
        .containsExactly("uplink_budget_left_ratio has too many integrations");
  }
}
