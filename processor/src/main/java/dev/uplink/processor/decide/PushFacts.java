package dev.uplink.processor.decide;

import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.RunId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is known when a push is decided.
 *
 * @param branches by name, for every branch of the push
 * @param runs those of {@link #runKeys} that exist
 */
public record PushFacts(
    List<Candidate> candidates, Map<String, BranchFacts> branches, Map<RunKey, RunId> runs) {
  public PushFacts {
    candidates = List.copyOf(candidates);
    branches = Map.copyOf(branches);
    runs = Map.copyOf(runs);
  }

  /** The runs that a push could ask for, so that it can be looked up which of them exist. */
  public static Set<RunKey> runKeys(List<RefChange> changes, List<Candidate> candidates) {
    Set<RunKey> keys = new HashSet<>();
    if (tooMany(changes, candidates)) {
      return keys;
    }
    for (RefChange ref : changes) {
      if (ref.movesBranch()) {
        candidates.forEach(
            candidate ->
                keys.add(
                    RunKey.of(candidate.target(), ref.name(), Objects.requireNonNull(ref.to()))));
      }
    }
    return keys;
  }

  /** Over any limit nothing is started: a part of the runs would look like all of them. */
  static boolean tooMany(List<RefChange> changes, List<Candidate> candidates) {
    long outcomes = (long) changes.size() * candidates.size();
    return changes.size() > Limits.REFS_PER_PUSH || outcomes > Limits.OUTCOMES_PER_DECISION;
  }
}
