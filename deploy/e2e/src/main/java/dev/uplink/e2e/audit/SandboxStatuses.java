package dev.uplink.e2e.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What local mode's Bitbucket shows. */
final class SandboxStatuses {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;

  SandboxStatuses(URI base) {
    this.request =
        HttpRequest.newBuilder(URI.create(base + "/_sandbox/statuses"))
            .timeout(Duration.ofSeconds(30))
            .build();
  }

  /** Bitbucket's word for each state, by {@link BitbucketKey}. */
  Map<String, String> states() throws InterruptedException {
    Map<String, String> states = new HashMap<>();
    try {
      for (JsonNode status :
          JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("statuses")) {
        String key =
            BitbucketKey.of(
                status.path("product").asText(),
                status.path("namespace").asText(),
                status.path("repository").asText(),
                status.path("commit").asText(),
                status.path("key").asText());
        states.put(key, status.path("state").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return states;
  }
}
