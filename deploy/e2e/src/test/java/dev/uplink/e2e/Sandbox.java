package dev.uplink.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What Bitbucket shows at a commit. */
public final class Sandbox {
  /** One shown status. */
  public record Shown(String state, String name, String description, String url, String ref) {
    static final Shown NOT_YET = new Shown("not shown", "", "", "", "");
  }

  /** All that is shown at one commit. */
  public record Checks(Map<String, Shown> byKey) {
    public Shown of(String key) {
      return byKey.getOrDefault(key, Shown.NOT_YET);
    }

    public boolean isState(String key, String state) {
      return of(key).state().equals(state);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Sandbox(URI base) {
    this.base = base;
  }

  /** The commit's statuses, once they are as the test wants them. */
  public Checks awaitStatuses(String commit, Predicate<Checks> asWanted) {
    return await("statuses of " + commit)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> statuses(commit), asWanted);
  }

  /** What people see who follow a status' link, once it says this. */
  String awaitPage(Shown status, String text) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(status.url())).build();
    return await("the page at " + status.url())
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> http.send(request, BodyHandlers.ofString()).body(), page -> page.contains(text));
  }

  Checks statuses(String commit) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/_sandbox/statuses?commit=" + commit)).build();
    String body = http.send(request, BodyHandlers.ofString()).body();
    Map<String, Shown> byKey = new TreeMap<>();
    for (JsonNode status : new ObjectMapper().readTree(body).path("statuses")) {
      byKey.put(
          status.get("key").asText(),
          new Shown(
              status.path("state").asText(),
              status.path("name").asText(),
              status.path("description").asText(),
              status.path("url").asText(),
              status.path("ref").asText()));
    }
    return new Checks(byKey);
  }

  /** Requests that no description of Bitbucket allows. */
  List<String> violations() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/_sandbox/violations")).build();
    List<String> violations = new ArrayList<>();
    new ObjectMapper()
        .readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("violations")
        .forEach(violation -> violations.add(violation.toString()));
    return violations;
  }

  /** From now on Bitbucket refuses these credentials. */
  void revoke(String authorization) throws IOException, InterruptedException {
    post(
        "/_sandbox/faults",
        "{\"status\": 401, \"authorization\": \"%s\"}".formatted(authorization),
        200);
  }

  /** Whether Bitbucket was asked in vain since: the last calls are kept. */
  boolean hasAnswered(int status) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/_sandbox/requests")).build();
    return http.send(request, BodyHandlers.ofString())
        .body()
        .contains("\"status\":" + status + "}");
  }

  /** What Bitbucket would know of a repository: see the README of local mode. */
  void tell(String json) throws IOException, InterruptedException {
    post("/_sandbox/repositories", json, 204);
  }

  private void post(String path, String json, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.ofString(json)).build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != expected) {
      throw new AssertionError("the sandbox answered " + status + " to " + json);
    }
  }
}
