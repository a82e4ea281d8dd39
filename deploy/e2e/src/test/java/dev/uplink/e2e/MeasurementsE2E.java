package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.observability.Observability;
import dev.uplink.e2e.observability.Scrape;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Boards and rules against what the services measure. Comes first: what is measured must be there
 * before anything has happened, because nobody sees the event that a counter begins with.
 */
@Order(1)
@ExtendWith(RunningUplink.class)
class MeasurementsE2E {

  @Test
  void whatBoardsAndRulesNameIsMeasuredFromTheStart(World world) {
    // What Kafka's clients measure comes with their first answers.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        Observability.missing(
                            Scrape.of(Measurements.texts(world.uplink().endpoints()))))
                    .isEmpty());
  }
}
