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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The four rules of order: a, b, c and d. */
class PushOrderTest {
  private static final Map<String, BranchFacts> MAIN_AT_2 = at("main", sha('2'), sha('1'));
  private static final Map<String, BranchFacts> MADE_1_FROM_9_NOW_AT_2 =
      Map.of(
          "main",
          new BranchFacts(sha('2'), Set.of(sha('1')), Set.of(new Movement(sha('9'), sha('1')))));

  @Test
  void aPushFromTheHeadIsAcceptedAlsoBackToAnEarlierCommit() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('2'), sha('1')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.heads()).containsExactly(new Moved("main", sha('2'), sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  @Test
  void aForcedPushIsAcceptedFromAnywhere() {
    Verdict verdict = decide(MAIN_AT_2, forced("main", sha('9'), sha('1')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.heads()).containsExactly(new Moved("main", sha('9'), sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  /** Sent anew, or by a second integration: it must not take the branch back. */
  @Test
  void aForcedPushThatTheBranchHasMadeAndPassedIsOlder() {
    Verdict verdict = decide(MADE_1_FROM_9_NOW_AT_2, forced("main", sha('9'), sha('1')));

    assertThat(((Ignored) verdict.outcomes().getFirst()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
    assertThat(verdict.heads()).isEmpty();
  }

  @Test
  void aForcedPushToAPassedCommitFromElsewhereThanBeforeIsAccepted() {
    Verdict verdict = decide(MADE_1_FROM_9_NOW_AT_2, forced("main", sha('8'), sha('1')));

    assertThat(verdict.heads()).containsExactly(new Moved("main", sha('8'), sha('1')));
  }

  @Test
  void aForcedPushThatTheBranchHasMadeIsAcceptedAgainFromTheHead() {
    Map<String, BranchFacts> backAt9 =
        Map.of(
            "main",
            new BranchFacts(sha('9'), Set.of(sha('1')), Set.of(new Movement(sha('9'), sha('1')))));

    assertThat(decide(backAt9, forced("main", sha('9'), sha('1'))).heads())
        .containsExactly(new Moved("main", sha('9'), sha('1')));
  }

  @Test
  void aForcedPushTwiceInOneDeliveryMovesTheBranchOnce() {
    RefChange back = forced("main", sha('9'), sha('1'));

    Verdict verdict = decide(MAIN_AT_2, back, moved("main", sha('1'), sha('3')), back);

    assertThat(verdict.heads()).hasSize(2);
    assertThat(((Ignored) verdict.outcomes().getLast()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  @Test
  void aPushToTheHeadMovesNothingAndStartsOnlyWhatWasNotStarted() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('1'), sha('2')));

    assertThat(verdict.heads()).isEmpty();
    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
  }

  @Test
  void aPushToACommitTheBranchHasPassedIsOlder() {
    RefChange late = moved("main", sha('0'), sha('1'));

    Verdict verdict = decide(MAIN_AT_2, late);

    assertThat(verdict.outcomes())
        .containsExactly(
            new Ignored(attached("t").target().name(), late, OutcomeReason.OLDER_PUSH));
    assertThat(verdict.heads()).isEmpty();
  }

  @Test
  void aPushFromElsewhereIsAcceptedAndTheGapIsNoted() {
    Verdict verdict = decide(MAIN_AT_2, moved("main", sha('3'), sha('4')));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.heads()).containsExactly(new Moved("main", sha('3'), sha('4')));
    assertThat(verdict.gaps()).isEqualTo(1);
  }

  @Test
  void theFirstPushOfABranchIsNoGap() {
    assertThat(decide(Map.of(), moved("main", sha('3'), sha('4'))).gaps()).isZero();
  }

  @Test
  void refsOfOnePushAreJudgedOneAfterTheOther() {
    Verdict verdict =
        decide(
            MAIN_AT_2,
            moved("main", sha('2'), sha('3')),
            moved("main", sha('3'), sha('4')),
            moved("main", sha('2'), sha('3')));

    assertThat(verdict.heads())
        .containsExactly(
            new Moved("main", sha('2'), sha('3')), new Moved("main", sha('3'), sha('4')));
    assertThat(((Ignored) verdict.outcomes().getLast()).reason())
        .isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  @Test
  void aDeletedBranchIsForgotten() {
    assertThat(decide(at("main", sha('2'), sha('2')), deleted("main", sha('2'))).heads())
        .containsExactly(new Gone("main"));
  }

  @Test
  void aDeletionOlderThanTheBranchMadeAnewForgetsNothing() {
    assertThat(decide(MAIN_AT_2, deleted("main", sha('1'))).heads()).isEmpty();
  }

  @Test
  void aBranchDeletedAndMadeAnewInOnePushStandsWhereItWasMade() {
    Verdict verdict = decide(MAIN_AT_2, deleted("main", sha('2')), moved("main", null, sha('1')));

    assertThat(verdict.heads())
        .containsExactly(new Gone("main"), new Moved("main", null, sha('1')));
    assertThat(verdict.gaps()).isZero();
  }

  private static Verdict decide(Map<String, BranchFacts> branches, RefChange... changes) {
    return Facts.decide(new PushFacts(List.of(attached("t")), branches, Map.of()), changes);
  }
}
