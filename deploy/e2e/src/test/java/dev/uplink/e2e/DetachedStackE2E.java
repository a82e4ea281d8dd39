package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An integration is deleted while in use, and made again under the same name. */
@ExtendWith(RunningUplink.class)
class DetachedStackE2E {
  private static final String TRACKED = "spacelift/tracked";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void aDetachedStackStaysSoUntilItIsAttachedAgain(World world) {
    Repository repository = Repository.onCloud();
    String name = World.unique("payments");
    Integration first = Integration.cloud(world, name, "AGGREGATED");
    Target stack = first.stack(World.unique("network"), repository);

    JsonNode deleted = first.delete();
    Integration second = Integration.cloud(world, name, "AGGREGATED");

    assertThat(deleted.at("/detached/stacks")).extracting(JsonNode::asText).contains(stack.id());
    assertThat(second.webhookEndpoint()).isEqualTo(first.webhookEndpoint());
    assertThat(second.webhookSecret()).isNotEqualTo(first.webhookSecret());
    assertThat(second.id()).isNotEqualTo(first.id());
    JsonNode detached = world.controlPlane().get(stack.path()).expect(200);
    assertThat(detached.get("vcsDetached").asBoolean()).isTrue();
    assertThat(detached.get("detachedFromIntegrationId").asText()).isEqualTo(first.id());

    // Until the processor has heard of the detachment the stack is another integration's.
    second.awaitKnown(stack, repository);
    itsPushIsRejected(world, second, repository, stack);
    aManualRunIsRefused(world, stack);
    onceAttachedItRunsAgain(world, second, repository, stack);
  }

  @Test
  void runsThatHaveNotEndedAreStoppedAndShowSo(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("payments"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    Target deleted = integration.stack(World.unique("dns"), repository);
    String commit = World.newCommit();
    Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();
    world.sandbox().awaitStatuses(commit, shown -> shown.isState(TRACKED, "INPROGRESS"));

    world.controlPlane().delete(deleted.path()).expect(204);
    world
        .sandbox()
        .awaitStatuses(commit, shown -> shown.of(TRACKED).name().endsWith("progress, 1 stopped"));
    integration.delete();

    Sandbox.Checks after =
        world.sandbox().awaitStatuses(commit, shown -> shown.isState(TRACKED, "STOPPED"));
    assertThat(after.of(TRACKED).name()).isEqualTo("spacelift/tracked: 2 stopped");
    try (TopicReader<RunCommand> commands = world.commands()) {
      commands.awaitOne("the first stop", c -> isStop(c, commit, "TARGET_DELETED"));
      commands.awaitOne("the second stop", c -> isStop(c, commit, "INTEGRATION_DETACHED"));
      assertThat(commands.matching(c -> c.getCommitSha().equals(commit))).hasSize(4);
    }
  }

  private static boolean isStop(RunCommand command, String commit, String reason) {
    return command.getCommitSha().equals(commit)
        && command.getAction() == RunAction.STOP
        && reason.equals(command.getReason());
  }

  @Test
  void theOldSecretEndsWithItsIntegration(World world) {
    String name = World.unique("payments");
    Integration first = Integration.cloud(world, name, "AGGREGATED");
    Webhook webhook = Webhook.cloudPush(first, Bodies.cloud(Repository.onCloud(), ""));
    webhook.accepted();
    first.delete();

    await("the deletion to be heard of")
        .atMost(PATIENCE)
        .until(() -> webhook.send().status() == 404);
    Integration.cloud(world, name, "AGGREGATED");

    await("the new secret to be heard of")
        .atMost(PATIENCE)
        .until(() -> webhook.send().status() == 401);
  }

  private static void itsPushIsRejected(
      World world, Integration integration, Repository repository, Target stack) {
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", World.newCommit()))
            .accepted();
    try (TopicReader<Rejection> rejections = world.rejections()) {
      Rejection rejection =
          rejections.awaitOne("the rejection", r -> r.getDeliveryId().equals(delivery));
      assertThat(rejection.getTargetId()).isEqualTo(stack.id());
      assertThat(rejection.getReason()).isEqualTo(RejectionReason.INTEGRATION_DETACHED);
      assertThat(rejections.keyOf(r -> r.getDeliveryId().equals(delivery))).isEqualTo(stack.id());
    }
  }

  private static void aManualRunIsRefused(World world, Target stack) {
    ControlPlane.Answer answer =
        world.controlPlane().post(stack.path() + "/runs", Map.of("type", "NO SUCH TYPE"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("VCS_DETACHED");
  }

  private static void onceAttachedItRunsAgain(
      World world, Integration integration, Repository repository, Target stack) {
    JsonNode attached =
        world
            .controlPlane()
            .put(stack.path() + "/source", integration.source(repository))
            .expect(200);
    assertThat(attached.get("vcsDetached").asBoolean()).isFalse();

    await("the change to reach the processor")
        // Each look may take as long as one decision.
        .atMost(PATIENCE.multipliedBy(2))
        .until(
            () -> {
              String delivery =
                  Webhook.cloudPush(
                          integration, Bodies.cloudBranch(repository, "main", World.newCommit()))
                      .accepted();
              return startsARun(world, delivery);
            });
  }

  private static boolean startsARun(World world, String delivery) {
    return world.decisionOf(delivery).getOutcomes().stream()
        .anyMatch(outcome -> outcome.getRunId() != null);
  }
}
