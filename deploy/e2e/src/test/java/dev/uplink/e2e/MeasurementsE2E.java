package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.observability.Observability;
import dev.uplink.e2e.observability.Scrape;
import dev.uplink.local.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            () -> assertThat(Observability.missing(scrape(world.uplink().endpoints()))).isEmpty());
  }

  private static Scrape scrape(Endpoints endpoints) throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (URI service :
          List.of(
              endpoints.api(), endpoints.processorManagement(), endpoints.notifierManagement())) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(service.resolve("/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s", service).isEqualTo(200);
        texts.add(answer.body());
      }
    }
    return Scrape.of(texts);
  }
}
