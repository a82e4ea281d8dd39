package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two stacks and a module on one repository: one push, three runs, each counted in its group. */
@ExtendWith(RunningUplink.class)
class SharedRepositoryE2E {

  @Test
  void onePushRunsBothStacksAndTheModule(World world) {
    Repository repository = Repository.onCloud();
    Integration integration = Integration.cloud(world, World.unique("cloud"), "ALL");
    Target network = integration.stack(World.unique("network"), repository);
    Target cluster = integration.stack(World.unique("cluster"), repository);
    Target vpc = integration.module(World.unique("vpc"), repository);
    String commit = World.newCommit();

    String delivery =
        Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit)).accepted();

    List<RunCommand> commands = commandsOf(world, delivery);
    assertThat(commands)
        .extracting(RunCommand::getTargetId)
        .containsExactlyInAnyOrder(network.id(), cluster.id(), vpc.id());
    assertThat(commands)
        .filteredOn(command -> command.getTargetId().equals(vpc.id()))
        .extracting(RunCommand::getRunType)
        .containsExactly(RunType.MODULE_TRACKED);

    finish(world, commands, cluster);

    Sandbox.Checks shown =
        world
            .sandbox()
            .awaitStatuses(
                commit,
                all ->
                    // A group is FAILED from its first failed run on, while others still go on.
                    all.byKey().size() == 6
                        && all.byKey().values().stream()
                            .noneMatch(s -> s.state().equals("INPROGRESS"))
                        && !all.of("spacelift/tracked").name().contains("in progress"));
    assertThat(shown.of("spacelift/tracked").name())
        .isEqualTo("spacelift/tracked: 1 failed, 1 succeeded");
    assertThat(shown.of("spacelift/tracked").state()).isEqualTo("FAILED");
    assertThat(shown.of("spacelift/modules").name()).isEqualTo("spacelift/modules: 1 succeeded");
    assertThat(shown.of("spacelift/" + network.slug()).state()).isEqualTo("SUCCESSFUL");
    assertThat(shown.of("spacelift/" + cluster.slug()).state()).isEqualTo("FAILED");
  }

  private static void finish(World world, List<RunCommand> commands, Target failing) {
    try (Scheduler scheduler = world.scheduler()) {
      for (RunCommand command : commands) {
        if (command.getTargetId().equals(failing.id())) {
          scheduler.report(command.getRunId(), "FAILED", 1);
        } else {
          scheduler.finished(command.getRunId(), 1, new RunDelta(1L, 0L, 0L));
        }
      }
    }
  }

  private static List<RunCommand> commandsOf(World world, String delivery) {
    try (TopicReader<RunCommand> commands = world.commands()) {
      return commands.awaitSome("three commands", 3, c -> c.getDeliveryId().equals(delivery));
    }
  }
}
