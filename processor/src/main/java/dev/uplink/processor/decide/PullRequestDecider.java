package dev.uplink.processor.decide;

import dev.uplink.processor.decide.PushOrder.Arrival;
import dev.uplink.processor.decide.Verdict.PullRequestNote;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a pull request means, for every candidate. One instance per event. */
final class PullRequestDecider {
  private final PullRequestChanged event;
  private final PullRequest pullRequest;
  private final Ref ref;
  private final DecisionFacts facts;
  private final Knowledge knowledge;
  private final PushOrder order;
  private final Superseding superseding;
  private final OutcomeCollector collector;

  private PullRequestDecider(PullRequestChanged event, DecisionFacts facts) {
    this.event = event;
    this.pullRequest = event.pullRequest();
    this.ref = Ref.pullRequest(pullRequest.id());
    this.facts = facts;
    this.knowledge = facts.knowledge();
    this.order = new PushOrder(knowledge);
    this.superseding = new Superseding(facts);
    this.collector = new OutcomeCollector(facts);
  }

  static Verdict decide(PullRequestChanged event, DecisionFacts facts) {
    PullRequestDecider decider = new PullRequestDecider(event, facts);
    return closes(event) ? decider.close() : decider.open();
  }

  static boolean closes(PullRequestChanged event) {
    return event.action().ends() || !event.pullRequest().open();
  }

  /** Whether runs may come of it at all; if not, nothing need be asked. */
  static boolean mayRun(PullRequestChanged event) {
    return !closes(event) && !PullRequestActions.isReviewOnly(event.action());
  }

  /**
   * Its last head stays known, so that an event from before the end is known for one: also when the
   * end is the first that is heard of it, and even when it is all.
   */
  private Verdict close() {
    String end = PullRequestActions.end(event.action());
    Optional<PullRequestRecord> known = knowledge.pullRequest(pullRequest.id());
    if (known.filter(PullRequestRecord::open).map(this::isLateTo).orElse(false)) {
      ignoreClosed(subject(null), ref.words() + " was " + end + ", and is open again");
      return verdict(Optional.empty());
    }
    superseding.leaves(ref, null, ref.words() + " was " + end);
    Optional<CommitSha> head = lastHead(known);
    ignoreClosed(subject(head.orElse(null)), ref.words() + " is " + end);
    return verdict(Optional.of(record(false, head.orElse(null), known)));
  }

  private void ignoreClosed(Subject subject, String detail) {
    collector.ignoreAll(facts.candidates(), subject, OutcomeReason.PULL_REQUEST_CLOSED, detail);
  }

  private boolean isLateTo(PullRequestRecord known) {
    return known.isNewerThan(pullRequest.version());
  }

  /** The end may know of commits whose own event is heard of after it. */
  private Optional<CommitSha> lastHead(Optional<PullRequestRecord> known) {
    Optional<CommitSha> told = PullRequestHead.known(pullRequest, event.repository(), knowledge);
    boolean news = told.isPresent() && order.arrive(ref, null, told.get(), false) != Arrival.LATE;
    return news ? told : lastKnown(known).or(() -> told);
  }

  private static Optional<CommitSha> lastKnown(Optional<PullRequestRecord> known) {
    return known.flatMap(record -> Optional.ofNullable(record.head()));
  }

  private Verdict open() {
    return switch (PullRequestHead.of(
        pullRequest, event.repository(), knowledge, facts.answers())) {
      case Answer.Commit(CommitSha head) -> at(head);
      case Answer.None(String why) -> unknown(why);
      case Answer.Paths(List<String> _) -> unknown("the answer names no commit");
      case Answer.Account(Set<String> _) -> unknown("the answer names no commit");
    };
  }

  /** Nothing can be keyed by an abbreviated hash, so nothing can be started. */
  private Verdict unknown(String why) {
    Subject subject = subject(null);
    String detail = Detail.of("the full hash of the head is not known: " + why);
    for (Candidate candidate : facts.candidates()) {
      if (PullRequestActions.isReviewOnly(event.action())) {
        collector.ignore(candidate, subject, OutcomeReason.REVIEW_ONLY, null);
      } else {
        collector.refuse(candidate, subject, files(candidate.target()), fromFork(), detail);
      }
    }
    return verdict(Optional.empty());
  }

  private Verdict at(CommitSha head) {
    Optional<PullRequestRecord> known = knowledge.pullRequest(pullRequest.id());
    @Nullable OutcomeReason nothing = nothingToRun(head, known);
    Subject subject = subject(head);
    if (nothing == null) {
      for (Candidate candidate : facts.candidates()) {
        collector.decide(request(candidate, subject, head));
      }
    } else {
      @Nullable String detail = nothing == OutcomeReason.OLDER_PUSH ? goneOn(head) : null;
      collector.ignoreAll(facts.candidates(), subject, nothing, detail);
    }
    return nothing == null || nothing == OutcomeReason.PULL_REQUEST_UNCHANGED
        ? verdict(Optional.of(record(true, head, known)))
        : verdict(Optional.empty());
  }

  /** Why no target whatever gets a run; null if one might. */
  private @Nullable OutcomeReason nothingToRun(CommitSha head, Optional<PullRequestRecord> known) {
    boolean sameHead = known.map(record -> record.isAt(head)).orElse(false);
    if (known
        .filter(record -> !record.open())
        .map(record -> isFromBefore(record, sameHead))
        .orElse(false)) {
      return OutcomeReason.PULL_REQUEST_CLOSED;
    }
    if (hasGoneOn(head)) {
      return OutcomeReason.OLDER_PUSH;
    }
    superseding.leaves(ref, head, ref.words() + " went on to " + Detail.commit(head.value()));
    if (PullRequestActions.isReviewOnly(event.action())) {
      return OutcomeReason.REVIEW_ONLY;
    }
    // What is the first to tell that it is open again is more than an edit.
    boolean wasOpen = known.filter(PullRequestRecord::open).isPresent();
    return sameHead && wasOpen && PullRequestActions.isEdit(event.action()) && !isRetargeted(known)
        ? OutcomeReason.PULL_REQUEST_UNCHANGED
        : null;
  }

  /**
   * Whether it calls one open that has ended since. Of an opening after the end Data Center tells
   * by no event of its own: whatever is heard first after it bears a higher number.
   */
  private boolean isFromBefore(PullRequestRecord ended, boolean sameHead) {
    boolean mayReopen =
        PullRequestActions.mayReopen(event.action(), facts.cause().repository().product());
    boolean isOpenAgain =
        ended.isOlderThan(pullRequest.version()) || (mayReopen && !isLateTo(ended));
    return sameHead && !isOpenAgain;
  }

  /** The branch is looked at first: an event that is late by it must not move the head back. */
  private boolean hasGoneOn(CommitSha head) {
    return branchHasGoneOn(head) || order.arrive(ref, cameFrom(head), head, false) == Arrival.LATE;
  }

  /**
   * One whose branch is known to stand at the head is news, also when it has been there before: the
   * branch was set back. Of a fork's branch only Data Center tells where it was.
   */
  private @Nullable CommitSha cameFrom(CommitSha head) {
    boolean standsThere =
        PullRequestHead.branchHead(pullRequest, event.repository(), knowledge)
            .filter(head::equals)
            .isPresent();
    @Nullable CommitSha before = order.head(ref);
    return standsThere && !head.equals(before) ? before : event.previousHead();
  }

  private boolean branchHasGoneOn(CommitSha head) {
    Optional<CommitSha> branchHead =
        PullRequestHead.branchHead(pullRequest, event.repository(), knowledge);
    return branchHead.isPresent()
        && !branchHead.get().equals(head)
        // Where the branch stands the pull request has come from: that push is still to come.
        && !branchHead.get().equals(event.previousHead())
        && knowledge.hasPassed(
            Ref.branch(Objects.requireNonNull(pullRequest.source().branch())), head);
  }

  private String goneOn(CommitSha head) {
    @Nullable String branch = pullRequest.source().branch();
    return order.goneOn(branch != null && branchHasGoneOn(head) ? Ref.branch(branch) : ref);
  }

  private boolean isRetargeted(Optional<PullRequestRecord> known) {
    @Nullable String target = pullRequest.target();
    return target != null && !known.map(record -> target.equals(record.target())).orElse(false);
  }

  private RunRequest request(Candidate candidate, Subject subject, CommitSha head) {
    Target target = candidate.target();
    return new RunRequest(
        candidate,
        subject,
        RunKey.of(target, false, head),
        files(target),
        RunRequest.Again.SAME_RUN,
        fromFork());
  }

  private ChangedFiles files(Target target) {
    if (!Affected.dependsOnFiles(target)) {
      return new ChangedFiles.NotAsked();
    }
    return pullRequest.source().head() == null
        ? new ChangedFiles.Unknown("the body names no head")
        : ChangedFiles.of(facts.answers().to(Questions.files(pullRequest)));
  }

  private Subject subject(@Nullable CommitSha head) {
    return Subject.of(pullRequest, event.repository(), head);
  }

  private boolean fromFork() {
    return pullRequest.isFromFork(event.repository());
  }

  private PullRequestRecord record(
      boolean open, @Nullable CommitSha head, Optional<PullRequestRecord> known) {
    return PullRequestRecord.after(
        known.orElse(null), pullRequest, pullRequest.ownBranch(event.repository()), open, head);
  }

  private Verdict verdict(Optional<PullRequestRecord> record) {
    List<Outcome> outcomes = new ArrayList<>(collector.outcomes());
    outcomes.addAll(superseding.outcomes(outcomes));
    return new Verdict(
        facts.candidates().isEmpty() ? IgnoredReason.NO_TARGETS : null,
        null,
        outcomes,
        new Verdict.Changes(
            order.changes(),
            superseding.unwanted(),
            record.map(known -> new PullRequestNote(pullRequest.id(), known)).orElse(null),
            null),
        0);
  }
}
