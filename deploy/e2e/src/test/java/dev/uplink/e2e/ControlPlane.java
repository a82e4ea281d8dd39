package dev.uplink.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The control plane's API as an administrator's program uses it. */
public final class ControlPlane {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer, whatever its status. */
  public record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }

    /** The body of an answer that must have this status. */
    public JsonNode expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
      }
      return body;
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String token;

  ControlPlane(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  public Answer post(String path, Map<String, ?> body) {
    return call("POST", path, body);
  }

  public Answer put(String path, Map<String, ?> body) {
    return call("PUT", path, body);
  }

  public Answer patch(String path, Map<String, ?> body) {
    return call("PATCH", path, body);
  }

  public Answer delete(String path) {
    return call("DELETE", path, null);
  }

  private Answer call(String method, String path, @Nullable Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
