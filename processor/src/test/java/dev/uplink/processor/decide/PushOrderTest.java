package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.at;
import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.deleted;
import static dev.uplink.processor.decide.Facts.forced;
import static dev.uplink.processor.decide.Facts.moved;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.HeadChange.Gone;
import dev.uplink.processor.decide.HeadChange.Moved;
import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.OutcomeReason;
import org.junit.jupiter.api.Test;

/** The four rules of order: a, b, c and d. */
class PushOrderTest {
  private static final Ref MAIN = Ref.branch("main");
  private static final KnownFacts MAIN_AT_2 = at("main", sha('2'), sha('1'));
  private static final KnownFacts MADE_1_FROM_9_NOW_AT_2 =
      at("main", sha('2'), sha('1')).having(MAIN, new Movement(sha('9'), sha('1')));

  @Test
  void aPushFromTheHeadIsAcceptedAlsoBackToAnEarlierCommit() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('2'), sha('1')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.changes().heads()).containsExactly(new Moved(MAIN, sha('2'), sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  @Test
  void aForcedPushIsAcceptedFromAnywhere() {
    Verdict verdict = decide(MAIN_AT_2, forced("main", sha('9'), sha('1')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.changes().heads()).containsExactly(new Moved(MAIN, sha('9'), sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  /** Sent anew, or by a second integration: it must not take the branch back. */
  @Test
  void aForcedPushThatTheBranchHasMadeAndPassedIsOlder() {
    Verdict verdict = decide(MADE_1_FROM_9_NOW_AT_2, forced("main", sha('9'), sha('1')));

    assertThat(((Ignored) verdict.outcomes().getFirst()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
    assertThat(verdict.changes().heads()).isEmpty();
  }

  @Test
  void aForcedPushToAPassedCommitFromElsewhereThanBeforeIsAccepted() {
    Verdict verdict = decide(MADE_1_FROM_9_NOW_AT_2, forced("main", sha('8'), sha('1')));

    assertThat(verdict.changes().heads()).containsExactly(new Moved(MAIN, sha('8'), sha('1')));
  }

  @Test
  void aForcedPushThatTheBranchHasMadeIsAcceptedAgainFromTheHead() {
    KnownFacts backAt9 =
        at("main", sha('9'), sha('1')).having(MAIN, new Movement(sha('9'), sha('1')));

    assertThat(decide(backAt9, forced("main", sha('9'), sha('1'))).changes().heads())
        .containsExactly(new Moved(MAIN, sha('9'), sha('1')));
  }

  @Test
  void aForcedPushTwiceInOneDeliveryMovesTheBranchOnce() {
    RefChange back = forced("main", sha('9'), sha('1'));

    Verdict verdict = decide(MAIN_AT_2, back, moved("main", sha('1'), sha('3')), back);

    assertThat(verdict.changes().heads()).hasSize(2);
    assertThat(((Ignored) verdict.outcomes().getLast()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  @Test
  void aPushToTheHeadMovesNothingAndStartsOnlyWhatWasNotStarted() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('1'), sha('2')));

    assertThat(verdict.changes().heads()).isEmpty();
    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
  }

  @Test
  void aPushToACommitTheBranchHasPassedIsOlder() {
    RefChange late = moved("main", sha('0'), sha('1'));

    Verdict verdict = decide(MAIN_AT_2, late);

    assertThat(verdict.outcomes())
        .containsExactly(
            new Ignored(
                attached("t").target().name(),
                Subject.of(late),
                OutcomeReason.OLDER_PUSH,
                "branch main has gone on to 222222222222"));
    assertThat(verdict.changes().heads()).isEmpty();
  }

  @Test
  void aPushFromElsewhereIsAcceptedAndTheGapIsNoted() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('3'), sha('4')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.changes().heads()).containsExactly(new Moved(MAIN, sha('3'), sha('4')));
    assertThat(verdict.gaps()).isEqualTo(1);
  }

  @Test
  void theFirstPushOfABranchIsNoGap() {
    assertThat(decide(new KnownFacts(), moved("main", sha('3'), sha('4'))).gaps()).isZero();
  }

  @Test
  void refsOfOnePushAreJudgedOneAfterTheOther() {
    Verdict verdict =
        decide(
            MAIN_AT_2,
            moved("main", sha('2'), sha('3')),
            moved("main", sha('3'), sha('4')),
            moved("main", sha('2'), sha('3')));

    assertThat(verdict.changes().heads())
        .containsExactly(new Moved(MAIN, sha('2'), sha('3')), new Moved(MAIN, sha('3'), sha('4')));
    assertThat(((Ignored) verdict.outcomes().getLast()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  @Test
  void aDeletedBranchIsForgotten() {
    assertThat(decide(at("main", sha('2'), sha('2')), deleted("main", sha('2'))).changes().heads())
        .containsExactly(new Gone(MAIN));
  }

  @Test
  void aDeletionOlderThanTheBranchMadeAnewForgetsNothing() {
    assertThat(decide(MAIN_AT_2, deleted("main", sha('1'))).changes().heads()).isEmpty();
  }

  /** By another hook: it must not make the branch anew, nor start what its deletion has stopped. */
  @Test
  void aPushOfABranchThatIsGoneIsOlder() {
    KnownFacts gone = new KnownFacts().gone(MAIN, sha('1'), sha('2'));
    RefChange late = moved("main", sha('1'), sha('2'));

    Verdict verdict = decide(gone, late);

    assertThat(verdict.outcomes())
        .containsExactly(
            new Ignored(
                attached("t").target().name(),
                Subject.of(late),
                OutcomeReason.OLDER_PUSH,
                "branch main was deleted since"));
    assertThat(verdict.changes().heads()).isEmpty();
  }

  /**
   * Its making was not told, or what is told late would come from where it is known to have been.
   */
  @Test
  void aPushFromWhereTheBranchThatIsGoneNeverWasIsNews() {
    KnownFacts gone = new KnownFacts().gone(MAIN, sha('1'), sha('2'));

    assertThat(decide(gone, moved("main", sha('9'), sha('2'))).changes().heads())
        .containsExactly(new Moved(MAIN, sha('9'), sha('2')));
  }

  @Test
  void aBranchThatIsMadeAnewWhereItWasIsNews() {
    KnownFacts gone = new KnownFacts().gone(MAIN, sha('1'), sha('2'));

    assertThat(decide(gone, moved("main", null, sha('2'))).changes().heads())
        .containsExactly(new Moved(MAIN, null, sha('2')));
    assertThat(decide(gone, moved("main", sha('2'), sha('3'))).changes().heads())
        .containsExactly(new Moved(MAIN, sha('2'), sha('3')));
  }

  @Test
  void aBranchDeletedAndMadeAnewInOnePushStandsWhereItWasMade() {
    Verdict verdict = decide(MAIN_AT_2, deleted("main", sha('2')), moved("main", null, sha('1')));

    assertThat(verdict.changes().heads())
        .containsExactly(new Gone(MAIN), new Moved(MAIN, null, sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  private static Verdict decide(Knowledge known, RefChange... changes) {
    return Facts.decide(Facts.about(known, attached("t")), changes);
  }
}
