package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A repository with several stacks, each in a folder, and changes that concern some of them. */
@ExtendWith(RunningUplink.class)
class PullRequestE2E {
  private static final String OPENED = "pullrequest:created";

  @Test
  void onlyTheStackWhoseFolderChangedRunsAndItsPullRequestIsToldLater(World world)
      throws Exception {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    Target prod = integration.stackOf(World.unique("prod"), repository, "prod");
    Target production = integration.stackOf(World.unique("production"), repository, "production");
    String before = World.newCommit();
    String commit = World.newCommit();
    changes(world, repository, before, commit, "prod/main.tf");

    String pushed =
        Webhook.cloudPush(integration, Bodies.cloudMoved(repository, "fix", before, commit))
            .accepted();
    Decision push = world.decisionOf(pushed);

    assertThat(push.getLookupIds()).hasSize(1);
    assertThat(push.getOutcomes())
        .extracting(
            DecisionOutcome::getTargetSlug,
            DecisionOutcome::getOutcome,
            DecisionOutcome::getReason,
            DecisionOutcome::getChangedFilesKnown)
        .containsExactlyInAnyOrder(
            Tuple.tuple(prod.slug(), OutcomeType.STARTED, null, true),
            Tuple.tuple(
                production.slug(), OutcomeType.IGNORED, OutcomeReason.NO_FILES_AFFECTED, true));

    String opened =
        Webhook.signed(integration, OPENED, Bodies.cloudPullRequest(repository, 7, "fix", commit))
            .accepted();
    Decision pullRequest = world.decisionOf(opened);

    assertThat(pullRequest.getPullRequestId()).isEqualTo(7);
    assertThat(pullRequest.getCommitSha()).isEqualTo(commit);
    assertThat(pullRequest.getOutcomes())
        .filteredOn(outcome -> outcome.getTargetSlug().equals(prod.slug()))
        .extracting(DecisionOutcome::getOutcome)
        .containsExactly(OutcomeType.DEDUPLICATED);
    assertThat(commands(world, opened, 1))
        .extracting(RunCommand::getAction, RunCommand::getPullRequestId)
        .containsExactly(Tuple.tuple(RunAction.UPDATE, 7L));
  }

  @Test
  void aNewCommitStopsTheRunThatNobodyWantsAnyMore(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "AGGREGATED");
    integration.stack(World.unique("network"), repository);
    String first = World.newCommit();
    String second = World.newCommit();
    String begun =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "fix", first)).accepted();
    RunCommand start = commands(world, begun, 1).getFirst();
    assertThat(start.getRunType()).isEqualTo(RunType.PROPOSED);

    String next =
        Webhook.cloudPush(integration, Bodies.cloudMoved(repository, "fix", first, second))
            .accepted();

    assertThat(commands(world, next, 2))
        .extracting(RunCommand::getAction, RunCommand::getReason)
        .containsExactlyInAnyOrder(
            Tuple.tuple(RunAction.START, null), Tuple.tuple(RunAction.STOP, "SUPERSEDED"));
    world.sandbox().awaitStatuses(first, shown -> shown.isState("spacelift/proposed", "STOPPED"));
  }

  private static void changes(
      World world, Repository repository, String from, String to, String path) throws Exception {
    world
        .sandbox()
        .tell(
            """
            {"product": "bitbucket-cloud", "namespace": "%s", "repository": "%s",
             "commits": ["%s"], "changes": [{"from": "%s", "to": "%s", "files": ["%s"]}],
             "pullRequests": [{"id": 7, "source": "%s", "files": ["%s"]}]}
            """
                .formatted(
                    repository.namespace(), repository.name(), to, from, to, path, to, path));
  }

  /**
   * The decision's commands. They are committed with it, but each partition shows its part of a
   * transaction in its own time.
   */
  private static List<RunCommand> commands(World world, String delivery, int count) {
    world.decisionOf(delivery);
    try (TopicReader<RunCommand> commands = world.commands()) {
      return commands.awaitSome(
          count + " commands of " + delivery,
          count,
          command -> command.getDeliveryId().equals(delivery));
    }
  }
}
