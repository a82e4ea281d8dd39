package dev.uplink.benchmarks.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The control plane's API, for its root admin. */
public record ControlPlane(HttpClient http, URI api, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKSPACE = "acme";

  public List<Target> targets(int count) {
    return IntStream.range(0, count).mapToObj(this::target).toList();
  }

  /**
   * An integration each: delivering has a limit for each of them, and that is not measured here.
   */
  private Target target(int number) {
    String repository = "repository-" + number;
    JsonNode integration = cloud("Integration " + number, "INDIVIDUAL");
    var _ = stack("Stack " + number, integration, repository);
    return new Target(
        URI.create(integration.path("webhookEndpoint").asText()),
        integration.path("webhookSecret").asText(),
        WORKSPACE + "/" + repository);
  }

  /** On the main branch; returns its id. */
  public String stack(String name, JsonNode integration, String repository) {
    return create(
            "/stacks",
            Map.of(
                "name",
                name,
                "spaceId",
                "root",
                "provider",
                "BITBUCKET_CLOUD",
                "integrationId",
                integration.path("id").asText(),
                "namespace",
                WORKSPACE,
                "repository",
                repository,
                "branch",
                "main"))
        .path("id")
        .asText();
  }

  /** With credentials that whoever plays Bitbucket takes. */
  public JsonNode cloud(String name, String vcsChecks) {
    return create(
        "/integrations",
        Map.of(
            "name", name,
            "provider", "BITBUCKET_CLOUD",
            "spaceId", "root",
            "vcsChecks", vcsChecks,
            "email", "bench@example.com",
            "apiToken", "a-token-for-the-benchmark"));
  }

  /** The same, on a host of its own. */
  public JsonNode dataCenter(String name, String vcsChecks, URI host) {
    return create(
        "/integrations",
        Map.of(
            "name",
            name,
            "provider",
            "BITBUCKET_DATACENTER",
            "spaceId",
            "root",
            "vcsChecks",
            vcsChecks,
            "apiHost",
            host.toString(),
            "userFacingHost",
            host.toString(),
            "username",
            "bench",
            "accessToken",
            "a-token-for-the-benchmark"));
  }

  private JsonNode create(String collection, Map<String, ?> entity) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(api + "/api/v1" + collection))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(entity)))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(collection + " was answered " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(collection + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return api.toString();
  }
}
