package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What became of a webhook, as an administrator sees it, and what comes of it once more. */
@ExtendWith(RunningUplink.class)
class DeliveriesE2E {

  @Test
  void aDeliveryIsShownWithItsDecisionAndItsReplayStartsNothing(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();

    JsonNode shown = decided(world, delivery);
    assertThat(shown.at("/decision/outcomes/0/targetId").asText()).isEqualTo(stack.id());
    assertThat(shown.at("/decision/outcomes/0/outcome").asText()).isEqualTo("STARTED");
    assertThat(shown.at("/decision/commitSha").asText()).isEqualTo(commit);

    JsonNode replay =
        world.controlPlane().post("/deliveries/" + delivery + "/replay", Map.of()).expect(201);

    assertThat(replay.path("replayOf").asText()).isEqualTo(delivery);
    assertThat(replay.at("/decision/outcomes/0/outcome").asText()).isEqualTo("DEDUPLICATED");
    assertThat(replay.at("/decision/outcomes/0/runId"))
        .isEqualTo(shown.at("/decision/outcomes/0/runId"));
    JsonNode again = decided(world, replay.path("deliveryId").asText());
    assertThat(again.path("replayOf").asText()).isEqualTo(delivery);
    assertThat(again.at("/decision/outcomeCounts/deduplicated").asInt()).isEqualTo(1);
  }

  /** With the webhook's own record and the decision, whichever was read first. */
  private static JsonNode decided(World world, String delivery) {
    return await("what became of " + delivery)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> world.controlPlane().get("/deliveries/" + delivery).body(),
            shown -> shown.path("decision").isObject() && shown.path("offset").isNumber());
  }
}
