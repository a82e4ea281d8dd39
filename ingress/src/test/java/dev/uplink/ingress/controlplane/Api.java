package dev.uplink.ingress.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.RunningIngress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of the control plane that knows nothing of its classes. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;

  /** As the administrator. */
  Api() {
    this(RunningIngress.TOKEN);
  }

  Api(String token) {
    this.token = token;
  }

  /** What came back. The body is missing where there was none. */
  record Answer(int status, JsonNode body, HttpHeaders headers) {
    String text(String field) {
      return body.path(field).asText();
    }

    String id() {
      return text("id");
    }

    /** "409 SLUG_TAKEN name": all of a problem that a client may rely on. */
    String problem() {
      return (status + " " + text("code") + " " + text("field")).strip();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** A name no other test has. */
  static String unique(String name) {
    return name + " " + COUNT.incrementAndGet();
  }

  Answer get(String path) {
    return send(request("GET", path, null));
  }

  Answer post(String path, String body) {
    return send(request("POST", path, body));
  }

  Answer put(String path, String body) {
    return send(request("PUT", path, body));
  }

  Answer patch(String path, String body) {
    return send(request("PATCH", path, body));
  }

  Answer delete(String path) {
    return send(request("DELETE", path, null));
  }

  /** With the token; the single quotes of a body stand for double ones. */
  HttpRequest.Builder request(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(RunningIngress.instance().apiUrl() + "/api/v1" + path))
            .setHeader("Authorization", "Bearer " + token);
    return body == null
        ? request.method(method, BodyPublishers.noBody())
        : request
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .setHeader("Content-Type", "application/json");
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      var answer =
          new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
      requireDescribed(response.request(), answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whatever a test is about, what was answered is what openapi.yml says may be. */
  private static void requireDescribed(HttpRequest request, Answer answer) {
    List<String> errors =
        OpenApiDocument.served()
            .errorsOfAnswer(
                request.method(), request.uri().getPath(), answer.status(), answer.body());
    if (!errors.isEmpty()) {
      throw new AssertionError(request + " was answered " + answer + ": " + errors);
    }
  }
}
