package dev.uplink.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An integration as its creator sees it, and what can be attached to it. */
public record Integration(
    String id, String provider, URI webhookEndpoint, String webhookSecret, World world) {

  public static Integration cloud(World world, String name, String vcsChecks) {
    return cloud(world, name, vcsChecks, "ops@example.com", "cloud-api-token");
  }

  /** With credentials of its own, so that no other has to rest with it. */
  static Integration cloud(
      World world, String name, String vcsChecks, String email, String apiToken) {
    Map<String, Object> body = new HashMap<>(common(name, vcsChecks));
    body.put("provider", "BITBUCKET_CLOUD");
    body.put("email", email);
    body.put("apiToken", apiToken);
    return create(world, body);
  }

  void newApiToken(String apiToken) {
    var _ =
        world.controlPlane().patch("/integrations/" + id, Map.of("apiToken", apiToken)).expect(200);
  }

  public static Integration dataCenter(World world, String name, String vcsChecks) {
    String host = world.uplink().endpoints().sandbox().toString();
    Map<String, Object> body = new HashMap<>(common(name, vcsChecks));
    body.put("provider", "BITBUCKET_DATACENTER");
    body.put("apiHost", host);
    body.put("userFacingHost", host);
    body.put("username", "uplink");
    body.put("accessToken", "data-center-access-token");
    return create(world, body);
  }

  /** A stack on the repository, tracking {@code main}. */
  public Target stack(String name, Repository repository) {
    return target("/stacks", name, repository, "main");
  }

  public Target module(String name, Repository repository) {
    return module(name, repository, "main");
  }

  public Target module(String name, Repository repository, String branch) {
    return target("/modules", name, repository, branch);
  }

  /** A stack on the repository that looks at one folder of it only. */
  Target stackOf(String name, Repository repository, String projectRoot) {
    // Made with its folder: set later, it would be known before its folder is.
    Map<String, Object> source = new HashMap<>(source(repository));
    source.put("projectRoot", projectRoot);
    Target target = create("/stacks", name, source);
    awaitKnown(target, repository);
    return target;
  }

  JsonNode delete() {
    return world.controlPlane().delete("/integrations/" + id).expect(200);
  }

  private Target target(String path, String name, Repository repository, String branch) {
    Target target = create(path, name, repository, branch);
    awaitKnown(target, repository);
    return target;
  }

  /** Without waiting for the processor to know it; the path is that of its kind in the API. */
  public Target create(String path, String name, Repository repository) {
    return create(path, name, repository, "main");
  }

  public Target create(String path, String name, Repository repository, String branch) {
    Map<String, Object> source = new HashMap<>(source(repository));
    source.put("branch", branch);
    return create(path, name, source);
  }

  private Target create(String path, String name, Map<String, Object> source) {
    Map<String, Object> body = new HashMap<>(source);
    body.put("name", name);
    body.put("spaceId", "root");
    JsonNode created = world.controlPlane().post(path, body).expect(201);
    return new Target(
        path + "/" + created.get("id").asText(),
        created.get("id").asText(),
        created.get("slug").asText());
  }

  /** As {@link Attached#awaitKnown} has it. */
  public void awaitKnown(Target target, Repository repository) {
    Attached.awaitKnown(world, List.of(new Attached(this, repository, Set.of(target.id()))));
  }

  /** What {@code PUT /{id}/source} takes to attach a target here. */
  Map<String, Object> source(Repository repository) {
    return Map.of(
        "provider",
        provider,
        "integrationId",
        id,
        "namespace",
        repository.namespace(),
        "repository",
        repository.name(),
        "branch",
        "main");
  }

  private static Map<String, Object> common(String name, String vcsChecks) {
    return Map.of("name", name, "isDefault", false, "spaceId", "root", "vcsChecks", vcsChecks);
  }

  private static Integration create(World world, Map<String, Object> body) {
    JsonNode created = world.controlPlane().post("/integrations", body).expect(201);
    return new Integration(
        created.get("id").asText(),
        created.get("provider").asText(),
        URI.create(created.get("webhookEndpoint").asText()),
        created.get("webhookSecret").asText(),
        world);
  }
}
