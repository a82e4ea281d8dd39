package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What the three services tell Prometheus. */
final class Measurements {
  private Measurements() {}

  /** One text for each service. */
  static List<String> texts(Endpoints endpoints) throws IOException, InterruptedException {
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
    return texts;
  }
}
