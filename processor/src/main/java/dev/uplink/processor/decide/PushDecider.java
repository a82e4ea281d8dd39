package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.PushOrder.Arrival;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a push means: for every candidate and every ref one outcome. One instance per push. */
final class PushDecider {
  private final DecisionFacts facts;
  private final PushOrder order;
  private final Superseding superseding;
  private final OutcomeCollector collector;
  private final TagDecider tags;
  private int gaps;

  private PushDecider(DecisionFacts facts) {
    this.facts = facts;
    this.order = new PushOrder(facts.knowledge());
    this.superseding = new Superseding(facts);
    this.collector = new OutcomeCollector(facts);
    this.tags = new TagDecider(facts.answers(), order, collector);
  }

  static Verdict decide(List<RefChange> changes, DecisionFacts facts) {
    PushDecider decider = new PushDecider(facts);
    boolean tooMany = tooMany(changes, facts.candidates());
    // Where the branches stand is a fact, whoever is interested in it.
    for (RefChange change : changes) {
      decider.decide(change, tooMany ? List.of() : facts.candidates());
    }
    if (tooMany) {
      decider.rejectAll(changes);
    }
    return decider.verdict(facts.candidates().isEmpty() ? nobody(changes) : null);
  }

  private Verdict verdict(@Nullable IgnoredReason ignored) {
    List<Outcome> outcomes = new ArrayList<>(collector.outcomes());
    outcomes.addAll(superseding.outcomes(outcomes));
    return new Verdict(
        ignored,
        null,
        outcomes,
        new Verdict.Changes(order.changes(), superseding.unwanted(), null, null),
        gaps);
  }

  /** Over any limit nothing is started: a part of the runs would look like all of them. */
  static boolean tooMany(List<RefChange> changes, List<Candidate> candidates) {
    long outcomes = (long) changes.size() * candidates.size();
    return changes.size() > Limits.REFS_PER_PUSH || outcomes > Limits.OUTCOMES_PER_DECISION;
  }

  private static IgnoredReason nobody(List<RefChange> changes) {
    return changes.size() > Limits.REFS_PER_PUSH
        ? IgnoredReason.TOO_MANY_REFS
        : IgnoredReason.NO_TARGETS;
  }

  private void rejectAll(List<RefChange> changes) {
    Map<String, RefChange> moved =
        changes.stream()
            .filter(change -> change.movesBranch() && stands(change))
            .collect(Collectors.toMap(RefChange::name, change -> change, (first, last) -> last));
    for (Candidate candidate : facts.candidates()) {
      collector.add(rejected(candidate.target(), moved.get(candidate.target().source().branch())));
    }
  }

  /**
   * Where its tracked branch is among them, people can be shown at that commit what became of it.
   */
  private static Rejected rejected(Target target, @Nullable RefChange tracked) {
    return new Rejected(
        target.name(),
        tracked == null ? null : Subject.of(tracked),
        RejectionReason.RUN_LIMIT_EXCEEDED,
        tracked == null ? null : RunKey.of(target, true, Objects.requireNonNull(tracked.to())),
        null);
  }

  private boolean stands(RefChange change) {
    return Objects.equals(change.to(), order.head(Ref.branch(change.name())));
  }

  private void decide(RefChange change, List<Candidate> candidates) {
    switch (change.type()) {
      case BRANCH -> branch(change, candidates);
      case TAG -> tags.decide(change, candidates);
      case UNKNOWN -> throw new IllegalArgumentException("refType: UNKNOWN");
    }
  }

  private void branch(RefChange change, List<Candidate> candidates) {
    Ref ref = Ref.branch(change.name());
    if (change.deleted()) {
      String event = ref.words() + " was deleted";
      if (order.delete(ref, change.from())) {
        superseding.leaves(ref, null, event);
      } else {
        // And made anew since; another integration's runs may be of what it was before.
        superseding.leaves(ref, order.head(ref), event);
      }
      ignoreAll(change, candidates, OutcomeReason.REF_DELETED, null);
      return;
    }
    CommitSha to = Objects.requireNonNull(change.to());
    Arrival arrival = order.arrive(ref, change.from(), to, change.forced());
    if (arrival == Arrival.LATE) {
      ignoreAll(change, candidates, OutcomeReason.OLDER_PUSH, order.goneOn(ref));
      return;
    }
    if (arrival == Arrival.AFTER_GAP) {
      gaps++;
    }
    superseding.goesOn(change.name(), to);
    candidates.forEach(candidate -> collector.decide(request(candidate, change, to, arrival)));
  }

  /**
   * A repeated push finds its runs. Whoever has none (another integration's target, which heard of
   * the head by that one's webhook, or one attached since) still gets it.
   */
  private RunRequest request(Candidate candidate, RefChange change, CommitSha to, Arrival arrival) {
    Target target = candidate.target();
    boolean tracked = change.name().equals(target.source().branch());
    return new RunRequest(
        candidate,
        Subject.of(change),
        RunKey.of(target, tracked, to),
        files(target, change, to),
        tracked
            ? order.again(arrival, Ref.branch(change.name()), to, target.name().id())
            : RunRequest.Again.SAME_RUN,
        false);
  }

  private ChangedFiles files(Target target, RefChange change, CommitSha to) {
    if (!Affected.dependsOnFiles(target)) {
      return bringsNothing(target, change, to)
          ? new ChangedFiles.Known(List.of())
          : new ChangedFiles.NotAsked();
    }
    return Questions.files(change, target, to)
        .map(lookup -> ChangedFiles.of(facts.answers().to(lookup)))
        .orElseGet(() -> new ChangedFiles.Unknown("the tracked branch is new"));
  }

  /** A new branch that begins where the tracked one has been: so far they differ in nothing. */
  private boolean bringsNothing(Target target, RefChange change, CommitSha to) {
    String tracked = target.source().branch();
    return change.from() == null
        && !change.name().equals(tracked)
        && facts.knowledge().hasPassed(Ref.branch(tracked), to);
  }

  private void ignoreAll(
      RefChange change, List<Candidate> candidates, OutcomeReason reason, @Nullable String detail) {
    collector.ignoreAll(candidates, Subject.of(change), reason, detail);
  }
}
