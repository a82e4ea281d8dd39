package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Superseded;
import dev.uplink.processor.decide.Verdict.Unwanted;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
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

  private final DecisionFacts facts;
  private final Map<RunId, OpenRun> touched = new LinkedHashMap<>();
  private final Map<RunId, Set<Ref>> lost = new HashMap<>();
  private final Map<RunId, String> why = new HashMap<>();
  private final List<Unwanted> unwanted = new ArrayList<>();

  /** Ids of the event's targets, of which there may be as many as runs; null until asked for. */
  private @Nullable Set<String> candidates;

  Superseding(DecisionFacts facts) {
    this.facts = facts;
  }

  /**
   * The ref wants no run any more but those of one commit.
   *
   * @param now null when it wants none at all
   * @param event what happened to the ref, in plain words
   */
  void leaves(Ref ref, @Nullable CommitSha now, String event) {
    left(ref, now).forEach(open -> loses(open, ref, event));
  }

  /**
   * The branch goes on. On Data Center it takes the pull requests along that come from it: before
   * 7.0 nothing else is told of their new commits.
   */
  void goesOn(String branch, CommitSha to) {
    Ref ref = Ref.branch(branch);
    String event = ref.words() + " went on to " + Detail.commit(to.value());
    for (OpenRun open : left(ref, to)) {
      loses(open, ref, event);
      open.wantedBy().stream()
          .filter(by -> comesFrom(by, branch))
          .forEach(by -> loses(open, by, event));
    }
  }

  private boolean comesFrom(Ref ref, String branch) {
    OptionalLong id = ref.pullRequestId();
    return facts.cause().repository().product() == BitbucketProduct.DATA_CENTER
        && id.isPresent()
        && facts
            .knowledge()
            .pullRequest(id.getAsLong())
            .filter(known -> branch.equals(known.source()))
            .isPresent();
  }

  private List<OpenRun> left(Ref ref, @Nullable CommitSha now) {
    return facts.knowledge().wantedBy(ref, this::isCandidate).stream()
        .filter(open -> !open.run().key().commit().equals(now))
        .toList();
  }

  private void loses(OpenRun open, Ref ref, String event) {
    RunId id = open.run().id();
    touched.put(id, open);
    lost.computeIfAbsent(id, none -> new HashSet<>()).add(ref);
    why.put(id, event);
    unwanted.add(new Unwanted(open.run(), ref));
  }

  /** Also one that came to the event's integration after its run had started. */
  private boolean isCandidate(String targetId) {
    @Nullable Set<String> known = candidates;
    if (known == null) {
      known =
          facts.candidates().stream()
              .map(candidate -> candidate.target().name().id())
              .collect(Collectors.toSet());
      candidates = known;
    }
    return known.contains(targetId);
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
