package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions to Bitbucket, by way of the notifier, which alone has the credentials. */
@ExtendWith(RunningUplink.class)
class TroubleshootingE2E {

  @Test
  void anIntegrationWithCloudIsTestedAndItsBranchesAreFound(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.create("/stacks", World.unique("network"), repository);

    everyCheckPasses(world, integration, "COMMIT_PULL_REQUESTS", "OWN_ACCOUNT");
    theExactBranchComesFirst(world, integration, repository);
    aBranchThatIsNotThereIsRefused(world, integration, repository);
    theDetailsTellOfTheCalls(world, integration);
  }

  @Test
  void anIntegrationWithDataCenterIsTestedAndItsBranchesAreFound(World world) {
    Repository repository = Repository.onDataCenter();
    Integration integration =
        Integration.dataCenter(world, World.unique("data-center"), "AGGREGATED");
    integration.create("/stacks", World.unique("network"), repository);

    everyCheckPasses(world, integration);
    theExactBranchComesFirst(world, integration, repository);
    aBranchThatIsNotThereIsRefused(world, integration, repository);
  }

  private static void everyCheckPasses(World world, Integration integration, String... more) {
    List<String> names =
        new ArrayList<>(
            List.of("CREDENTIALS", "REPOSITORIES", "REPOSITORIES_IN_USE", "COMMIT_STATUSES"));
    names.addAll(List.of(more));
    JsonNode report =
        await("the test to be answered")
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    world
                        .controlPlane()
                        .post("/integrations/" + integration.id() + "/test", Map.of()),
                answer -> answer.status() == 200)
            .body();

    assertThat(report.path("checks").findValuesAsText("name")).isEqualTo(names);
    assertThat(report.path("verdict").asText()).as(report.toString()).isEqualTo("PASSED");
  }

  private static void theExactBranchComesFirst(
      World world, Integration integration, Repository repository) {
    JsonNode found =
        world
            .controlPlane()
            .get(
                "/integrations/%s/branches?repository=%s/%s&q=release"
                    .formatted(integration.id(), repository.namespace(), repository.name()))
            .expect(200);

    assertThat(found.path("items")).hasSize(25);
    assertThat(found.at("/items/0/name").asText()).isEqualTo("release");
    assertThat(found.path("isComplete").asBoolean()).isFalse();
  }

  private static void aBranchThatIsNotThereIsRefused(
      World world, Integration integration, Repository repository) {
    Map<String, Object> body = new HashMap<>(integration.source(repository));
    body.put("spaceId", "root");
    body.put("branch", "missing");
    // Where an answer was late once, sources are taken unchecked for a while.
    await("the source to be checked")
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              body.put("name", World.unique("network"));
              assertThat(world.controlPlane().post("/stacks", body).text("code"))
                  .isEqualTo("BRANCH_UNKNOWN");
            });
  }

  private static void theDetailsTellOfTheCalls(World world, Integration integration) {
    await("the health to be told")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                world
                    .controlPlane()
                    .get("/integrations/" + integration.id() + "/details")
                    .body()
                    .at("/health/state")
                    .asText()
                    .equals("HEALTHY"));
  }
}
