package dev.uplink.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests with JSON answers. */
final class Http {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();

  /** The body is a JSON null when the answer has none, or none that is JSON. */
  record Answer(int status, JsonNode body) {}

  Answer send(HttpRequest.Builder request) {
    HttpRequest built = request.timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(built, BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new DemoFailedException(built.uri() + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailedException("interrupted", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode body = MAPPER.readTree(text);
      return body.isMissingNode() ? MAPPER.nullNode() : body;
    } catch (JsonProcessingException e) {
      return MAPPER.nullNode();
    }
  }
}
