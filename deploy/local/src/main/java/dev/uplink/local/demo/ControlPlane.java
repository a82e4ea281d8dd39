package dev.uplink.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The control plane's API, as far as the demo needs it. */
final class ControlPlane {
  private final Doors doors;
  private final Http http;

  ControlPlane(Doors doors, Http http) {
    this.doors = doors;
    this.http = http;
  }

  /** As it is when an earlier demo on the same data has made it, or made now. */
  JsonNode ensure(String collection, String name, Map<String, ?> entity) {
    return find(collection, name).orElseGet(() -> create(collection, entity));
  }

  JsonNode create(String collection, Map<String, ?> entity) {
    return call("POST", collection, 201, entity);
  }

  JsonNode get(String path) {
    return call("GET", path, 200, null);
  }

  JsonNode put(String path, Map<String, ?> body) {
    return call("PUT", path, 200, body);
  }

  JsonNode patch(String path, Map<String, ?> changes) {
    return call("PATCH", path, 200, changes);
  }

  JsonNode delete(String path) {
    return call("DELETE", path, 200, null);
  }

  private Optional<JsonNode> find(String collection, String name) {
    @Nullable String cursor = null;
    do {
      JsonNode page = get(collection + "?limit=100" + (cursor == null ? "" : "&cursor=" + cursor));
      for (JsonNode entity : page.path("items")) {
        if (entity.path("name").asText().equals(name)) {
          return Optional.of(entity);
        }
      }
      cursor = page.path("nextCursor").textValue();
    } while (cursor != null);
    return Optional.empty();
  }

  private JsonNode call(String method, String path, int expected, @Nullable Map<String, ?> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(doors.api() + "/api/v1" + path))
            .header("Authorization", "Bearer " + doors.adminToken());
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(Http.MAPPER.valueToTree(body).toString()));
    }
    Http.Answer answer = http.send(request);
    if (answer.status() != expected) {
      throw new DemoFailedException(
          "%s /api/v1%s answers %d instead of %d: %s"
              .formatted(method, path, answer.status(), expected, answer.body()));
    }
    return answer.body();
  }
}
