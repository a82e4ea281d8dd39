package dev.uplink.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The one of an installation. */
final class HttpReplayApi implements ReplayApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than the control plane itself waits for a decision. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String token;

  HttpReplayApi(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  @Override
  public Answer replay(String deliveryId, String idempotencyKey) {
    String id = URLEncoder.encode(deliveryId, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("%s/api/v1/deliveries/%s/replay".formatted(base, id)))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", idempotencyKey)
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new CannotReplayException(
          """
          Nobody answers at %s (%s).
          Is Uplink running (deploy/local/up)? Is its UPLINK_API_PORT another one, or UPLINK_API_URL?\
          """
              .formatted(base, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotReplayException("interrupted", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode body = JSON.readTree(text);
      return body.isMissingNode() ? JSON.nullNode() : body;
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}
