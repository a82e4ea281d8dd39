package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Deduplicated;
import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.PushOrder.Arrival;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a push means: for every candidate and every ref one outcome. One instance per push. */
public final class PushDecider {
  private final Cause cause;
  private final PushOrder order;
  private final Map<RunKey, RunId> runs;
  private final List<Outcome> outcomes = new ArrayList<>();
  private int gaps;

  private PushDecider(Cause cause, PushFacts facts) {
    this.cause = cause;
    this.order = new PushOrder(facts.branches());
    this.runs = new HashMap<>(facts.runs());
  }

  public static Verdict decide(Cause cause, List<RefChange> changes, PushFacts facts) {
    PushDecider decider = new PushDecider(cause, facts);
    boolean tooMany = PushFacts.tooMany(changes, facts.candidates());
    // Where the branches stand is a fact, whoever is interested in it.
    for (RefChange ref : changes) {
      decider.decide(ref, tooMany ? List.of() : facts.candidates());
    }
    if (tooMany) {
      decider.rejectAll(facts.candidates());
    }
    return new Verdict(
        facts.candidates().isEmpty() ? nobody(changes) : null,
        decider.outcomes,
        decider.order.changes(),
        decider.gaps);
  }

  private static IgnoredReason nobody(List<RefChange> changes) {
    return changes.size() > Limits.REFS_PER_PUSH
        ? IgnoredReason.TOO_MANY_REFS
        : IgnoredReason.NO_TARGETS;
  }

  private void rejectAll(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      TargetName name = candidate.target().name();
      outcomes.add(new Rejected(name, null, RejectionReason.RUN_LIMIT_EXCEEDED));
    }
  }

  private void decide(RefChange ref, List<Candidate> candidates) {
    @Nullable OutcomeReason ignored = nothingToRun(ref);
    for (Candidate candidate : candidates) {
      outcomes.add(
          ignored == null
              ? run(candidate, ref)
              : new Ignored(candidate.target().name(), ref, ignored));
    }
  }

  /** Why no target whatever gets a run for the ref; null if one might. */
  private @Nullable OutcomeReason nothingToRun(RefChange ref) {
    if (ref.deleted()) {
      order.delete(ref);
      return OutcomeReason.REF_DELETED;
    }
    if (ref.type() == RefType.TAG) {
      return OutcomeReason.TAG_PUSHED;
    }
    Arrival arrival = order.arrive(ref);
    if (arrival == Arrival.AFTER_GAP) {
      gaps++;
    }
    return switch (arrival) {
      case LATE -> OutcomeReason.OLDER_PUSH;
      // A repeated push finds its runs below. Whoever has none (another integration's target,
      // which heard of the head by that one's webhook, or one attached since) still gets it.
      case REPEATED, NEXT, AFTER_GAP -> null;
    };
  }

  /**
   * An existing run comes before any refusal: only an event that would otherwise start a run is
   * rejected, and users need not hear of an old push that their stack is detached.
   */
  private Outcome run(Candidate candidate, RefChange ref) {
    Target target = candidate.target();
    RunKey key = RunKey.of(target, ref.name(), Objects.requireNonNull(ref.to()));
    @Nullable RunId existing = runs.get(key);
    if (existing != null) {
      return new Deduplicated(target.name(), ref, new Run(existing, key));
    }
    @Nullable RejectionReason no = Refusal.of(candidate);
    if (no != null) {
      return new Rejected(target.name(), ref, no);
    }
    Run run = cause.run(key);
    // Another ref of this push may stand at the same commit.
    runs.put(key, run.id());
    return new Started(target, ref, run);
  }
}
