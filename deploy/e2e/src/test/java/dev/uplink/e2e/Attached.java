package dev.uplink.e2e;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an integration serves a repository for.
 *
 * @param targets ids of stacks and modules
 */
public record Attached(Integration integration, Repository repository, Set<String> targets) {
  /**
   * A change takes a moment to reach the processor; a tag tells whether it has, and runs nothing.
   * All that is not known yet is asked for at once, which takes hardly longer than one.
   */
  public static void awaitKnown(World world, List<Attached> attached) {
    List<Attached> unknown = new ArrayList<>(attached);
    try (TopicReader<Decision> decisions = world.decisions()) {
      await(names(unknown) + " to be known to the processor")
          // Each look may take as long as its decisions.
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> {
                Map<String, Attached> asked = new HashMap<>();
                unknown.forEach(one -> asked.put(one.pushTag(), one));
                for (Decision decision :
                    decisions.awaitSome(
                        "the decisions of the tags",
                        asked.size(),
                        it -> asked.containsKey(it.getDeliveryId()))) {
                  Attached one = Objects.requireNonNull(asked.get(decision.getDeliveryId()));
                  if (one.isIn(decision)) {
                    unknown.remove(one);
                  }
                }
                return unknown.isEmpty();
              });
    }
  }

  private static String names(List<Attached> attached) {
    return attached.stream().map(one -> one.repository().name()).collect(joining(", "));
  }

  private String pushTag() {
    return Webhook.tagPush(integration, repository, World.unique("v")).accepted();
  }

  private boolean isIn(Decision decision) {
    return decision.getOutcomes().stream()
        .map(DecisionOutcome::getTargetId)
        .collect(toSet())
        .containsAll(targets);
  }
}
