package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.event.BitbucketEvent.Push;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which commit a tag stands for, and what is known of it from then on. */
class TagDecisionTest {
  private static final Candidate TRACKING = Wording.candidate("tags=v*");
  private static final Ref V1 = Ref.tag("v1");

  private final KnownFacts at3After2 = new KnownFacts().at(V1, sha('3'), sha('2'));

  @Test
  void theCommitOfAnAnnotatedTagIsTheOneThatBitbucketNames() {
    Verdict verdict = decide(new Answer.Commit(sha('5')), Wording.tagObject("v1"));

    Started started = (Started) verdict.outcomes().getFirst();
    assertThat(started.run().key().commit()).isEqualTo(sha('5'));
    assertThat(started.subject()).isEqualTo(new Subject(RefType.TAG, "v1", sha('5'), null, null));
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(Ref.tag("v1"), null, sha('5')));
  }

  @Test
  void aTagWhoseCommitNobodyKnowsIsRejected() {
    Verdict verdict = decide(new Answer.None("it was late"), Wording.tagObject("v1"));

    assertThat(verdict.outcomes())
        .containsExactly(
            new Rejected(
                TRACKING.target().name(),
                new Subject(RefType.TAG, "v1", null, null, null),
                RejectionReason.COMMIT_UNKNOWN,
                null,
                "the commit of the tag is not known: it was late"));
    assertThat(verdict.changes().heads()).isEmpty();
  }

  @Test
  void aTagThatNobodyTracksIsNotRemembered() {
    Verdict verdict = decide(new Answer.None("not asked"), Facts.tag("w1", sha('2')));

    assertThat(verdict.changes().heads()).isEmpty();
  }

  /** A branch may bear a tag's name. */
  @Test
  void aTagIsNoBranch() {
    Verdict verdict = decide(new Answer.None("not asked"), Facts.tag("v1", sha('2')));

    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(Ref.tag("v1"), null, sha('2')));
    assertThat(Ref.tag("v1")).isNotEqualTo(Ref.branch("v1"));
  }

  /** A branch that is told to have been there would be late. */
  @Test
  void aTagThatIsMovedBackIsAReleaseAgain() {
    RefChange back = movedTag(sha('8'), sha('2'));

    Verdict verdict = decide(at3After2, back);

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(V1, sha('8'), sha('2')));
  }

  /** By another hook, or sent anew: the tag went on since. */
  @Test
  void aMovementThatWasHeardOfBeforeIsLate() {
    RefChange again = movedTag(sha('7'), sha('2'));
    at3After2.having(V1, new Movement(sha('7'), sha('2')));

    assertThat(decide(at3After2, again).outcomes())
        .containsExactly(
            new Ignored(
                TRACKING.target().name(),
                Subject.of(again),
                OutcomeReason.OLDER_PUSH,
                "tag v1 has gone on to 333333333333"));
  }

  @Test
  void aCreationThatIsToldAfterTheTagHasMovedIsLate() {
    assertThat(
            ((Ignored) decide(at3After2, Facts.tag("v1", sha('2'))).outcomes().getFirst()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  @Test
  void aBranchAndATagOfOnePushHaveOneRunOfTheirCommit() {
    Verdict verdict =
        decide(
            new Answer.None("not asked"),
            Facts.moved("main", sha('1'), sha('2')),
            Facts.tag("v1", sha('2')));

    assertThat(verdict.outcomes())
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .containsExactly("Started", "Deduplicated");
  }

  private static RefChange movedTag(CommitSha from, CommitSha to) {
    return new RefChange(RefType.TAG, "v1", from, to, false, false);
  }

  private static Verdict decide(KnownFacts known, RefChange change) {
    return Facts.decide(Facts.about(known, TRACKING), change);
  }

  private static Verdict decide(Answer answer, RefChange... changes) {
    return EventDecider.decide(
        new Push(Facts.INFRA, List.of(changes)),
        new DecisionFacts(
            new Cause("d1", Facts.KEY),
            List.of(TRACKING),
            new KnownFacts(),
            lookup -> answer,
            null));
  }
}
