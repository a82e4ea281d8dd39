package dev.uplink.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the demo plays on: a Space, an integration with each Bitbucket, stacks and a module. Made
 * through the API, or found there when an earlier demo on the same data made it.
 */
final class Stage {
  static final Repository CLOUD_REPOSITORY =
      new Repository(BitbucketProduct.CLOUD, "acme", "infrastructure");
  static final Repository DATA_CENTER_REPOSITORY =
      new Repository(BitbucketProduct.DATA_CENTER, "PAY", "payments");
  static final String TRACKED_BRANCH = "main";

  /** The sample scheduler lets such a slug's runs fail. */
  static final String FAILING_STACK = "Broken DNS";

  private static final String CLOUD_NAME = "Acme Cloud";
  private static final String DATA_CENTER_NAME = "Acme Data Center";

  private final ControlPlane api;
  private final Doors doors;
  private final String space;
  private final String paymentsStack;
  private final List<String> cloudTargets;
  private final Integration cloud;
  private Integration dataCenter;

  Stage(ControlPlane api, Doors doors) {
    this.api = api;
    this.doors = doors;
    this.space = id(api.ensure("/spaces", "Demo", Map.of("name", "Demo", "inheritEntities", true)));
    this.cloud = integration(CLOUD_NAME, cloudIntegration());
    this.dataCenter = integration(DATA_CENTER_NAME, dataCenterIntegration());
    api.patch("/integrations/" + dataCenter.id(), hosts());
    String network = target("/stacks", "Network", cloud, CLOUD_REPOSITORY);
    String dns = target("/stacks", FAILING_STACK, cloud, CLOUD_REPOSITORY);
    String module = target("/modules", "VPC", cloud, CLOUD_REPOSITORY);
    this.paymentsStack = target("/stacks", "Payments", dataCenter, DATA_CENTER_REPOSITORY);
    this.cloudTargets = List.of(network, dns, module);
  }

  Integration cloud() {
    return cloud;
  }

  Integration dataCenter() {
    return dataCenter;
  }

  /** Ids of the targets on the Cloud repository. */
  List<String> cloudTargets() {
    return cloudTargets;
  }

  List<String> dataCenterTargets() {
    return List.of(paymentsStack);
  }

  /** Deletes the integration and makes one of the same name: same URL, new secret. */
  void replaceDataCenterIntegration() {
    api.delete("/integrations/" + dataCenter.id());
    dataCenter = Integration.of(api.create("/integrations", dataCenterIntegration()));
  }

  void reattachPayments() {
    api.put("/stacks/" + paymentsStack + "/source", source(dataCenter, DATA_CENTER_REPOSITORY));
  }

  private Integration integration(String name, Map<String, ?> wanted) {
    JsonNode entity = api.ensure("/integrations", name, wanted);
    return Integration.of(api.get("/integrations/" + id(entity) + "/details"));
  }

  private String target(
      String collection, String name, Integration integration, Repository repository) {
    Map<String, Object> wanted = new HashMap<>(source(integration, repository));
    wanted.put("name", name);
    wanted.put("spaceId", space);
    return id(api.ensure(collection, name, wanted));
  }

  private Map<String, Object> cloudIntegration() {
    return Map.of(
        "name", CLOUD_NAME,
        "provider", "BITBUCKET_CLOUD",
        "spaceId", space,
        "vcsChecks", "AGGREGATED",
        "email", "ada@example.com",
        "apiToken", "a-token-for-the-sandbox");
  }

  private Map<String, Object> dataCenterIntegration() {
    Map<String, Object> wanted = new HashMap<>(hosts());
    wanted.put("name", DATA_CENTER_NAME);
    wanted.put("provider", "BITBUCKET_DATACENTER");
    wanted.put("spaceId", space);
    wanted.put("vcsChecks", "AGGREGATED");
    wanted.put("username", "ada");
    wanted.put("accessToken", "a-token-for-the-sandbox");
    return wanted;
  }

  /** On kept data the sandbox may have been on another port. */
  private Map<String, Object> hosts() {
    String host = doors.dataCenter().toString();
    return Map.of("apiHost", host, "userFacingHost", host);
  }

  private static Map<String, Object> source(Integration integration, Repository repository) {
    return Map.of(
        "provider", repository.product().provider().name(),
        "integrationId", integration.id(),
        "namespace", repository.namespace(),
        "repository", repository.name(),
        "branch", TRACKED_BRANCH);
  }

  private static String id(JsonNode entity) {
    return entity.path("id").asText();
  }
}
