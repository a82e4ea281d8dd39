package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main path: a signed webhook in, a run command out, results back, the status on Bitbucket. */
@ExtendWith(RunningUplink.class)
class WebhookToStatusE2E {

  @Test
  void aCloudPushToTheTrackedBranchRunsAndTurnsGreen(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();

    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();

    RunCommand command = commandOf(world, delivery);
    assertThat(command.getAction()).isEqualTo(RunAction.START);
    assertThat(command.getRunType()).isEqualTo(RunType.TRACKED);
    assertThat(command.getTargetId()).isEqualTo(stack.id());
    assertThat(command.getCommitSha()).isEqualTo(commit);
    assertThat(command.getBranch()).isEqualTo("main");
    Sandbox.Checks before =
        world.sandbox().awaitStatuses(commit, shown -> shown.byKey().size() == 3);
    assertThat(before.of("spacelift/tracked").name()).isEqualTo("spacelift/tracked: 1 in progress");
    assertThat(before.of("spacelift/proposed").name()).isEqualTo("spacelift/proposed: 0 runs");
    assertThat(before.of("spacelift/modules").state()).isEqualTo("SUCCESSFUL");

    try (Scheduler scheduler = world.scheduler()) {
      scheduler.report(command.getRunId(), "PLANNING", 1);
      scheduler.finished(command.getRunId(), 2, new RunDelta(2L, 1L, 0L));
    }

    Sandbox.Checks after =
        world
            .sandbox()
            .awaitStatuses(commit, shown -> shown.isState("spacelift/tracked", "SUCCESSFUL"));
    assertThat(after.of("spacelift/tracked").name()).isEqualTo("spacelift/tracked: 1 succeeded");
    assertThat(after.of("spacelift/tracked").ref()).isEqualTo("main");
    assertThat(world.sandbox().awaitPage(after.of("spacelift/tracked"), "<title>1 succeeded"))
        .contains("Successful runs (1 out of 1)", "(+2 ~1 -0)", commit);
  }

  @Test
  void aDataCenterPushToAnotherBranchRunsAndTurnsRed(World world) {
    Repository repository = Repository.onDataCenter();
    Integration integration = Integration.dataCenter(world, World.unique("dc"), "AGGREGATED");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();

    String delivery =
        Webhook.dataCenterPush(integration, Bodies.dataCenterBranch(repository, "fix/a", commit))
            .accepted();

    RunCommand command = commandOf(world, delivery);
    assertThat(command.getRunType()).isEqualTo(RunType.PROPOSED);
    assertThat(command.getTargetId()).isEqualTo(stack.id());
    assertThat(command.getNamespace()).isEqualTo("PLAT");
    world
        .sandbox()
        .awaitStatuses(commit, shown -> shown.isState("spacelift/proposed", "INPROGRESS"));

    try (Scheduler scheduler = world.scheduler()) {
      scheduler.report(command.getRunId(), "FAILED", 1);
    }

    Sandbox.Checks after =
        world
            .sandbox()
            .awaitStatuses(
                commit,
                // Each key is told by itself.
                shown ->
                    shown.isState("spacelift/proposed", "FAILED")
                        && shown.byKey().containsKey("spacelift/tracked"));
    assertThat(after.of("spacelift/proposed").name()).isEqualTo("spacelift/proposed: 1 failed");
    assertThat(after.of("spacelift/proposed").ref()).isEqualTo("refs/heads/fix/a");
    assertThat(after.of("spacelift/tracked").name()).isEqualTo("spacelift/tracked: 0 runs");
  }

  @Test
  void aLateEarlierStateDoesNotUndoTheEnd(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();
    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();
    String run = commandOf(world, delivery).getRunId();

    try (Scheduler scheduler = world.scheduler();
        TopicReader<CommitStatus> statuses = world.statuses()) {
      // What comes before the notifier has heard of the run may be its first word of it.
      statuses.awaitOne("the start", s -> isFor(s, commit) && s.getName().endsWith("progress"));
      scheduler.report(run, "FAILED", 5);
      statuses.awaitOne("the end", s -> isFor(s, commit) && s.getName().endsWith("1 failed"));
      scheduler.report(run, "PLANNING", 4);
      scheduler.finished(run, 6, new RunDelta(0L, 0L, 0L));
      statuses.awaitOne("what follows", s -> isFor(s, commit) && s.getName().endsWith("succeeded"));

      assertThat(statuses.matching(s -> isFor(s, commit) && s.getName().startsWith("spacelift/t")))
          .extracting(status -> status.getName())
          .containsExactly(
              "spacelift/tracked: 1 in progress",
              "spacelift/tracked: 1 failed",
              "spacelift/tracked: 1 succeeded");
    }
  }

  @Test
  void aDecisionTellsTheWholeStory(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "ALL");
    Target stack = integration.stack(World.unique("network"), repository);
    String commit = World.newCommit();

    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();

    try (TopicReader<Decision> decisions = world.decisions()) {
      Decision decision =
          decisions.awaitOne("the decision", d -> d.getDeliveryId().equals(delivery));
      assertThat(decisions.keyOf(d -> d.getDeliveryId().equals(delivery)))
          .isEqualTo(decision.getAccountId() + "/bitbucket-cloud/acme/" + repository.name());
      assertThat(decision.getIntegrationId()).isEqualTo(integration.id());
      assertThat(decision.getEventKey()).isEqualTo("repo:push");
      assertThat(decision.getCommitSha()).isEqualTo(commit);
      assertThat(decision.getBranch()).isEqualTo("main");
      assertThat(decision.getIgnoredReason()).isNull();
      assertThat(decision.getOutcomes())
          .singleElement()
          .satisfies(
              outcome -> {
                assertThat(outcome.getTargetId()).isEqualTo(stack.id());
                assertThat(outcome.getOutcome()).isEqualTo(OutcomeType.STARTED);
                assertThat(outcome.getRunId()).isNotNull();
              });
    }
  }

  static RunCommand commandOf(World world, String delivery) {
    try (TopicReader<RunCommand> commands = world.commands()) {
      return commands.awaitOne("the command", c -> c.getDeliveryId().equals(delivery));
    }
  }

  private static boolean isFor(CommitStatus status, String commit) {
    return status.getCommitSha().equals(commit);
  }
}
