package dev.uplink.e2e.recovery;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import dev.uplink.e2e.Bodies;
import dev.uplink.e2e.Integration;
import dev.uplink.e2e.Repository;
import dev.uplink.e2e.Target;
import dev.uplink.e2e.Webhook;
import dev.uplink.e2e.World;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A repository of one test, and the integration that its stacks use. */
record Site(World world, Integration integration, Repository repository) {
  static Site in(World world) {
    return new Site(
        world, Integration.cloud(world, World.unique("site"), "AGGREGATED"), Repository.onCloud());
  }

  Target stack(String name) {
    return integration.stack(World.unique(name), repository);
  }

  /** Of the tracked branch, which starts whatever is attached. */
  Webhook push(String commit) {
    return Webhook.cloudPush(integration, Bodies.cloudBranch(repository, "main", commit));
  }

  /** What became of each target. */
  Map<String, OutcomeType> outcomes(Webhook webhook) {
    Decision decision = world.decisionOf(webhook.accepted());
    return decision.getOutcomes().stream()
        .collect(toMap(DecisionOutcome::getTargetId, DecisionOutcome::getOutcome));
  }

  /** Pushes until just these stacks start, and returns the commit at which they did. */
  String awaitStarts(Target... stacks) {
    Set<String> wanted = Set.of(Arrays.stream(stacks).map(Target::id).toArray(String[]::new));
    String[] commit = new String[1];
    await("just " + wanted + " to start")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              commit[0] = World.newCommit();
              Map<String, OutcomeType> outcomes = outcomes(push(commit[0]));
              return outcomes.keySet().equals(wanted)
                  && outcomes.values().stream().allMatch(OutcomeType.STARTED::equals);
            });
    return commit[0];
  }
}
