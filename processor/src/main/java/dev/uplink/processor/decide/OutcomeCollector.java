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

/**
 * Turns requests for runs into outcomes, by the rules that all events share. One for each event.
 */
final class OutcomeCollector {
  private final DecisionFacts facts;
  private final Map<RunKey, KnownRun> begun = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final FileFilter filter = new FileFilter();

  OutcomeCollector(DecisionFacts facts) {
    this.facts = facts;
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
  void decide(RunRequest request) {
    outcomes.add(outcome(request));
  }

  /**
   * What a request for a commit comes to whose full hash nobody knows: nothing can be started, but
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

  private Outcome outcome(RunRequest request) {
    Target target = request.target();
    Optional<KnownRun> existing = existing(request);
    if (existing.isPresent()) {
      return same(request, existing.get());
    }
    Affected affected = filter.of(target, request.known());
    if (!affected.hit()) {
      return new Ignored(
          target.name(), request.subject(), OutcomeReason.NO_FILES_AFFECTED, affected.detail());
    }
    @Nullable RejectionReason no = Refusal.of(request.candidate(), request.fromFork());
    if (no != null) {
      return new Rejected(
          target.name(),
          request.subject(),
          no,
          request.key(),
          Refusal.detail(no, request.candidate()));
    }
    Run run = facts.cause().run(request.key());
    // Another ref of this event may stand at the same commit.
    begun.put(request.key(), new KnownRun(run.id(), request.subject().pullRequest()));
    return new Started(target, request.subject(), run, affected.known(), affected.detail());
  }

  private Outcome same(RunRequest request, KnownRun existing) {
    @Nullable Long pullRequest = request.subject().pullRequest();
    boolean tell = pullRequest != null && existing.pullRequest() == null;
    if (tell) {
      begun.put(request.key(), new KnownRun(existing.id(), pullRequest));
    }
    return new Deduplicated(
        request.target(), request.subject(), new Run(existing.id(), request.key()), tell);
  }

  private Optional<KnownRun> existing(RunRequest request) {
    @Nullable KnownRun inThisEvent = begun.get(request.key());
    if (inThisEvent != null) {
      return Optional.of(inThisEvent);
    }
    return switch (request.again()) {
      case ANOTHER -> Optional.empty();
      case SAME_RUN -> facts.knowledge().run(request.key());
      case SAME_WHILE_HEAD ->
          isHead(request) ? facts.knowledge().run(request.key()) : Optional.empty();
    };
  }

  private boolean isHead(RunRequest request) {
    return facts
        .knowledge()
        .trackedHead(request.key().targetId())
        .map(head -> head.equals(request.key().commit()))
        .orElse(true);
  }

  /**
   * Over the account's limit nothing is started: a part of the runs would look like all of them.
   */
  List<Outcome> outcomes() {
    @Nullable Integer limit = facts.runLimit();
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
    return facts.cause().run(run.key()).equals(run);
  }

  private static Rejected limited(TargetName target, Subject subject, Run run, String detail) {
    return new Rejected(target, subject, RejectionReason.RUN_LIMIT_EXCEEDED, run.key(), detail);
  }
}
