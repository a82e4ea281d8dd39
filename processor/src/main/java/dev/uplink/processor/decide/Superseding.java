package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Superseded;
import dev.uplink.processor.decide.Verdict.Unwanted;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which proposed runs an event makes superfluous: those whose commit no branch and no pull request
 * points to any more. A tracked run is never one of them. One instance for each event.
 */
final class Superseding {
  /** Ids of runs are hashes, so their order says nothing. */
  private static final Comparator<Superseded> BY_TARGET =
      Comparator.comparing((Superseded one) -> one.target().kind())
          .thenComparing(one -> one.target().slug())
          .thenComparing(one -> one.run().key().commit().value());

  private final Situation situation;
  private final Map<RunId, OpenRun> touched = new LinkedHashMap<>();
  private final Map<RunId, Set<Ref>> lost = new HashMap<>();
  private final Map<RunId, String> why = new HashMap<>();
  private final List<Unwanted> unwanted = new ArrayList<>();

  Superseding(Situation situation) {
    this.situation = situation;
  }

  /**
   * The ref wants no run any more but those of one commit.
   *
   * @param now null when it wants none at all
   * @param event what happened to the ref, in plain words
   */
  void leaves(Ref ref, @Nullable CommitSha now, String event) {
    for (OpenRun open : situation.knowledge().wantedBy(ref, this::isCandidate)) {
      if (!open.run().key().commit().equals(now)) {
        RunId id = open.run().id();
        touched.put(id, open);
        lost.computeIfAbsent(id, none -> new HashSet<>()).add(ref);
        why.put(id, event);
        unwanted.add(new Unwanted(open.run(), ref));
      }
    }
  }

  /** Also one that came to the event's integration after its run had started. */
  private boolean isCandidate(String targetId) {
    return situation.candidates().stream()
        .anyMatch(candidate -> candidate.target().name().id().equals(targetId));
  }

  List<Unwanted> unwanted() {
    return List.copyOf(unwanted);
  }

  /**
   * @param outcomes of the same event: a ref that leaves a run may be followed by one that comes
   */
  List<Outcome> outcomes(List<Outcome> outcomes) {
    Map<RunId, Set<Ref>> gained = new HashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Deduplicated same) {
        gained.computeIfAbsent(same.run().id(), none -> new HashSet<>()).add(same.subject().ref());
      }
    }
    List<Superseded> superseded = new ArrayList<>();
    touched.forEach(
        (id, open) -> {
          Set<Ref> wanting = new HashSet<>(open.wantedBy());
          wanting.removeAll(lost.getOrDefault(id, Set.of()));
          wanting.addAll(gained.getOrDefault(id, Set.of()));
          if (wanting.isEmpty()) {
            superseded.add(
                new Superseded(open.target(), open.run(), Detail.of(why.getOrDefault(id, ""))));
          }
        });
    superseded.sort(BY_TARGET);
    return List.copyOf(superseded);
  }
}
