package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a story is made of.
 *
 * @param integration null if it is gone
 * @param spacePath names of the integration's Space and those above it, root first; null if it is
 *     gone
 * @param secret which verified it; null if it is gone
 * @param lookups that the decision rests on; of what is not decided, those that may keep it waiting
 * @param bystanders that have the repository now and of which nothing was decided, as far as the
 *     caller may know of them
 * @param commands of its own, and on its runs
 * @param hiddenTargets which the caller may not know of
 */
record Facts(
    Delivery delivery,
    List<Outcome> outcomes,
    @Nullable Named integration,
    @Nullable String spacePath,
    @Nullable VerifyingSecret secret,
    List<Lookup> lookups,
    List<Attached> bystanders,
    List<Command> commands,
    List<RunWord> runs,
    List<ShownStatus> statuses,
    Set<String> hiddenTargets) {
  Facts {
    outcomes = List.copyOf(outcomes);
    lookups = List.copyOf(lookups);
    bystanders = List.copyOf(bystanders);
    commands = List.copyOf(commands);
    runs = List.copyOf(runs);
    statuses = List.copyOf(statuses);
    hiddenTargets = Set.copyOf(hiddenTargets);
  }

  /** Outcomes of targets that the caller may know of. */
  List<Outcome> shownOutcomes() {
    return outcomes.stream().filter(one -> !hiddenTargets.contains(one.targetId())).toList();
  }

  /** An integration as it is now. */
  record Named(String slug, String name) {}
}
