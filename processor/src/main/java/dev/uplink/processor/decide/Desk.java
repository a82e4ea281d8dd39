package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Deduplicated;
import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns wishes for runs into outcomes, by the rules that all events share. One for each event. */
final class Desk {
  private final Situation situation;
  private final Map<RunKey, KnownRun> begun = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final FileFilter filter = new FileFilter();

  Desk(Situation situation) {
    this.situation = situation;
  }

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  void ignore(Candidate candidate, Subject subject, OutcomeReason reason, @Nullable String detail) {
    outcomes.add(new Ignored(candidate.target().name(), subject, reason, detail));
  }

  void ignoreAll(
      List<Candidate> candidates, Subject subject, OutcomeReason reason, @Nullable String detail) {
    candidates.forEach(candidate -> ignore(candidate, subject, reason, detail));
  }

  /**
   * An existing run comes before any refusal: only an event that would otherwise start a run is
   * rejected, and users need not hear of an old push that their stack is detached.
   */
  void decide(Wish wish) {
    outcomes.add(outcome(wish));
  }

  /**
   * What a wish for a commit comes to whose full hash nobody knows: nothing can be started, but
   * something else may have spoken against it anyway.
   */
  void refuse(
      Candidate candidate,
      Subject subject,
      ChangedFiles files,
      boolean fromFork,
      String unknownCommit) {
    Target target = candidate.target();
    Affected affected = filter.of(target, files);
    @Nullable RejectionReason no = Refusal.of(candidate, fromFork);
    if (!affected.hit()) {
      ignore(candidate, subject, OutcomeReason.NO_FILES_AFFECTED, affected.detail());
    } else if (no != null) {
      outcomes.add(new Rejected(target.name(), subject, no, null, Refusal.detail(no, candidate)));
    } else {
      outcomes.add(
          new Rejected(
              target.name(), subject, RejectionReason.COMMIT_UNKNOWN, null, unknownCommit));
    }
  }

  private Outcome outcome(Wish wish) {
    Target target = wish.target();
    Optional<KnownRun> existing = existing(wish);
    if (existing.isPresent()) {
      return same(wish, existing.get());
    }
    Affected affected = filter.of(target, wish.known());
    if (!affected.hit()) {
      return new Ignored(
          target.name(), wish.subject(), OutcomeReason.NO_FILES_AFFECTED, affected.detail());
    }
    @Nullable RejectionReason no = Refusal.of(wish.candidate(), wish.fromFork());
    if (no != null) {
      return new Rejected(
          target.name(), wish.subject(), no, wish.key(), Refusal.detail(no, wish.candidate()));
    }
    Run run = situation.cause().run(wish.key());
    // Another ref of this event may stand at the same commit.
    begun.put(wish.key(), new KnownRun(run.id(), wish.subject().pullRequest()));
    return new Started(target, wish.subject(), run, affected.known(), affected.detail());
  }

  private Outcome same(Wish wish, KnownRun existing) {
    @Nullable Long pullRequest = wish.subject().pullRequest();
    boolean tell = pullRequest != null && existing.pullRequest() == null;
    if (tell) {
      begun.put(wish.key(), new KnownRun(existing.id(), pullRequest));
    }
    return new Deduplicated(
        wish.target(), wish.subject(), new Run(existing.id(), wish.key()), tell);
  }

  private Optional<KnownRun> existing(Wish wish) {
    @Nullable KnownRun inThisEvent = begun.get(wish.key());
    if (inThisEvent != null) {
      return Optional.of(inThisEvent);
    }
    return switch (wish.again()) {
      case ANOTHER -> Optional.empty();
      case SAME_RUN -> situation.knowledge().run(wish.key());
      case SAME_WHILE_HEAD ->
          isHead(wish) ? situation.knowledge().run(wish.key()) : Optional.empty();
    };
  }

  private boolean isHead(Wish wish) {
    return situation
        .knowledge()
        .trackedHead(wish.key().targetId())
        .map(head -> head.equals(wish.key().commit()))
        .orElse(true);
  }

  /**
   * Over the account's limit nothing is started: a part of the runs would look like all of them.
   */
  List<Outcome> outcomes() {
    @Nullable Integer limit = situation.runLimit();
    long started = outcomes.stream().filter(Started.class::isInstance).count();
    if (limit == null || started <= limit) {
      return List.copyOf(outcomes);
    }
    String detail = "%d runs would be started, and the account allows %d".formatted(started, limit);
    return outcomes.stream().map(outcome -> withinNothing(outcome, detail)).toList();
  }

  /** A run that does not come to be is no other ref's run either. */
  private Outcome withinNothing(Outcome outcome, String detail) {
    return switch (outcome) {
      case Started started -> limited(started.target(), started.subject(), started.run(), detail);
      case Deduplicated same when isBegunHere(same.run()) ->
          limited(same.target(), same.subject(), same.run(), detail);
      case Deduplicated _, Ignored _, Rejected _, Outcome.Superseded _ -> outcome;
    };
  }

  /** Ids of runs name the event that started them. */
  private boolean isBegunHere(Run run) {
    return situation.cause().run(run.key()).equals(run);
  }

  private static Rejected limited(TargetName target, Subject subject, Run run, String detail) {
    return new Rejected(target, subject, RejectionReason.RUN_LIMIT_EXCEEDED, run.key(), detail);
  }
}
