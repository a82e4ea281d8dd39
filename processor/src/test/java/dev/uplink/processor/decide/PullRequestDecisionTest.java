package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.INFRA;
import static dev.uplink.processor.decide.Facts.about;
import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.changed;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Verdict.PullRequestNote;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the head of a pull request is found, what is late, and what is known of it from then on. */
class PullRequestDecisionTest {
  private static final Ref PULL_REQUEST = Ref.pullRequest(7);
  private static final CommitSha HEAD = sha('2');

  /** As Cloud's bodies have it. */
  private static final String SHORT = HEAD.value().substring(0, 12);

  @Test
  void anAbbreviatedHeadIsFoundByItsBranch() {
    Verdict verdict = opened(SHORT, Facts.at("dev", HEAD), null);

    assertThat(started(verdict).run().key().commit()).isEqualTo(HEAD);
  }

  @Test
  void anAbbreviatedHeadIsFoundByThePullRequestItself() {
    Verdict verdict = opened(SHORT, new KnownFacts().at(PULL_REQUEST, HEAD), null);

    assertThat(started(verdict).run().key().commit()).isEqualTo(HEAD);
  }

  @Test
  void anAbbreviatedHeadIsFoundByALookup() {
    Verdict verdict = opened(SHORT, Facts.at("dev", sha('1')), HEAD);

    assertThat(started(verdict).run().key().commit()).isEqualTo(HEAD);
    assertThat(started(verdict).subject().commit()).isEqualTo(HEAD);
  }

  @Test
  void aHeadThatIsNotFoundStartsNothingAndIsNotRemembered() {
    Verdict verdict = opened(SHORT, new KnownFacts(), null);

    assertThat(verdict.outcomes())
        .containsExactly(
            new Rejected(
                attached("t").target().name(),
                new Subject(RefType.BRANCH, "dev", null, 7L, null),
                RejectionReason.COMMIT_UNKNOWN,
                null,
                "the full hash of the head is not known: nobody answered"));
    assertThat(verdict.changes()).isEqualTo(Verdict.Changes.NONE);
  }

  @Test
  void theBranchOfAForkSaysNothingOfTheHead() {
    PullRequestChanged event =
        new PullRequestChanged(
            INFRA,
            PullRequestAction.OPENED,
            Facts.pullRequest(null, "dev", SHORT, true, false, "main"),
            null);

    assertThat(rejection(event, Wording.candidate("fork")))
        .isEqualTo(RejectionReason.COMMIT_UNKNOWN);
    assertThat(rejection(event, Wording.candidate(""))).isEqualTo(RejectionReason.FORK_NOT_ALLOWED);
  }

  @Test
  void anEventOfAnEarlierHeadIsLate() {
    KnownFacts known =
        new KnownFacts()
            .at(PULL_REQUEST, sha('3'), HEAD)
            .pullRequest(7, new PullRequestRecord(true, sha('3'), "dev", "main", null));

    Verdict verdict = decide(changed(PullRequestAction.UPDATED, HEAD.value()), known, null);

    assertThat(reason(verdict)).isEqualTo(OutcomeReason.OLDER_PUSH);
    assertThat(verdict.changes()).isEqualTo(Verdict.Changes.NONE);
  }

  /** It takes the pull request not back either: what follows at its head is no late event. */
  @Test
  void anEventFromBeforeThePushThatWasHeardOfIsLateAndChangesNothing() {
    KnownFacts known =
        Facts.at("dev", sha('3'), HEAD)
            .at(PULL_REQUEST, sha('3'))
            .pullRequest(7, new PullRequestRecord(true, sha('3'), "dev", "main", null));

    Verdict verdict = decide(changed(PullRequestAction.UPDATED, HEAD.value()), known, null);

    assertThat(reason(verdict)).isEqualTo(OutcomeReason.OLDER_PUSH);
    assertThat(verdict.changes()).isEqualTo(Verdict.Changes.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "SOURCE_UPDATED", "UPDATED", "EDITED", "APPROVED"})
  void whatMayRunIsRemembered(PullRequestAction action) {
    Verdict verdict = decide(changed(action, HEAD.value()), new KnownFacts(), null);

    assertThat(verdict.changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(true, HEAD, "dev", "main", null)));
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(PULL_REQUEST, null, HEAD));
  }

  /**
   * Cloud says "updated" of new commits too, perhaps after somebody asked for changes to them: that
   * one must not look as if only its words had changed.
   */
  @ParameterizedTest
  @EnumSource(names = {"REVIEWERS_CHANGED", "CHANGES_REQUESTED"})
  void aReviewOfCommitsThatAreNotHeardOfYetDoesNotTakeTheirRun(PullRequestAction action) {
    KnownFacts known = new KnownFacts().pullRequest(7, record(sha('1')));

    Verdict review = decide(changed(action, HEAD.value()), known, null);
    assertThat(reason(review)).isEqualTo(OutcomeReason.REVIEW_ONLY);
    PullRequestNote note = review.changes().pullRequest();
    if (note != null) {
      known.pullRequest(7, note.record());
    }

    started(decide(changed(PullRequestAction.UPDATED, HEAD.value()), known, null));
  }

  @Test
  void anotherTargetIsRememberedAndIsNoMereEdit() {
    KnownFacts known = new KnownFacts().pullRequest(7, record(HEAD));
    PullRequestChanged event =
        new PullRequestChanged(
            INFRA,
            PullRequestAction.UPDATED,
            Facts.pullRequest(INFRA, "dev", HEAD.value(), true, false, "release"),
            null);

    Verdict verdict = decide(event, known, null);

    started(verdict);
    assertThat(verdict.changes().pullRequest())
        .isEqualTo(
            new PullRequestNote(7, new PullRequestRecord(true, HEAD, "dev", "release", null)));
  }

  @Test
  void withoutTargetsItIsRememberedAllTheSame() {
    Verdict verdict =
        EventDecider.decide(
            changed(PullRequestAction.OPENED, HEAD.value()), about(new KnownFacts()));

    assertThat(verdict.ignored()).isEqualTo(IgnoredReason.NO_TARGETS);
    assertThat(verdict.changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(true, HEAD, "dev", "main", null)));
  }

  private static PullRequestRecord record(CommitSha head) {
    return new PullRequestRecord(true, head, "dev", "main", null);
  }

  private static Verdict opened(String head, KnownFacts known, @Nullable CommitSha answer) {
    return decide(changed(PullRequestAction.OPENED, head), known, answer);
  }

  private static RejectionReason rejection(PullRequestChanged event, Candidate candidate) {
    Verdict verdict = EventDecider.decide(event, Facts.about(Facts.at("dev", HEAD), candidate));
    return ((Rejected) verdict.outcomes().getFirst()).reason();
  }

  /**
   * @param answer the head that Bitbucket names when it is asked
   */
  private static Verdict decide(
      PullRequestChanged event, KnownFacts known, @Nullable CommitSha answer) {
    return EventDecider.decide(
        event,
        new DecisionFacts(
            new Cause("d1", Facts.KEY),
            List.of(attached("t")),
            known,
            lookup ->
                lookup instanceof Lookup.FullHash && answer != null
                    ? new Answer.Commit(answer)
                    : new Answer.None("nobody answered"),
            null));
  }

  private static Started started(Verdict verdict) {
    return (Started) verdict.outcomes().getFirst();
  }

  private static OutcomeReason reason(Verdict verdict) {
    return ((Ignored) verdict.outcomes().getFirst()).reason();
  }
}
