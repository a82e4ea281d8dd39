package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.about;
import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.decide;
import static dev.uplink.processor.decide.Facts.deleted;
import static dev.uplink.processor.decide.Facts.moved;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Superseded;
import dev.uplink.processor.decide.Verdict.Unwanted;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proposed runs whose commit nothing points to any more. */
class SupersedingTest {
  private static final Ref DEV = Ref.branch("dev");
  private static final Ref OTHER = Ref.branch("other");
  private static final Ref PULL_REQUEST = Ref.pullRequest(7);
  private static final Run OF_1 = run("d0", '1');

  @Test
  void aPushEndsTheRunOfTheCommitBefore() {
    Verdict verdict = decide(about(wanted(DEV), attached("t")), moved("dev", sha('1'), sha('2')));

    assertThat(superseded(verdict))
        .containsExactly(new Superseded(name(), OF_1, "branch dev went on to 222222222222"));
    assertThat(verdict.changes().unwanted()).containsExactly(new Unwanted(OF_1, DEV));
  }

  @Test
  void aRunThatAnotherRefWantsGoesOn() {
    Verdict verdict =
        decide(about(wanted(DEV, OTHER), attached("t")), moved("dev", sha('1'), sha('2')));

    assertThat(superseded(verdict)).isEmpty();
    assertThat(verdict.changes().unwanted()).containsExactly(new Unwanted(OF_1, DEV));
  }

  /** Before 7.0 it tells nothing else of new commits. */
  @Test
  void onDataCenterAPushTakesThePullRequestsOfItsBranchAlong() {
    KnownFacts known = wanted(DEV, PULL_REQUEST).pullRequest(7, from("dev"));

    Verdict verdict = decide(onDataCenter(known), moved("dev", sha('1'), sha('2')));

    assertThat(superseded(verdict))
        .extracting(Superseded::detail)
        .containsExactly("branch dev went on to 222222222222");
    assertThat(verdict.changes().unwanted())
        .containsExactlyInAnyOrder(new Unwanted(OF_1, DEV), new Unwanted(OF_1, PULL_REQUEST));
  }

  @Test
  void onCloudThePullRequestTellsOfItItself() {
    KnownFacts known = wanted(DEV, PULL_REQUEST).pullRequest(7, from("dev"));

    assertThat(superseded(decide(about(known, attached("t")), moved("dev", sha('1'), sha('2')))))
        .isEmpty();
  }

  @Test
  void aPullRequestOfAnotherBranchAtTheCommitKeepsItsRun() {
    for (PullRequestRecord other : List.of(from("other"), from(null))) {
      KnownFacts known = wanted(DEV, PULL_REQUEST).pullRequest(7, other);

      assertThat(superseded(decide(onDataCenter(known), moved("dev", sha('1'), sha('2')))))
          .isEmpty();
    }
  }

  /** It can still be merged as long as its commits are there. */
  @Test
  void aDeletedBranchLeavesItsPullRequestItsRun() {
    KnownFacts known = wanted(DEV, PULL_REQUEST).at(DEV, sha('1')).pullRequest(7, from("dev"));

    assertThat(superseded(decide(onDataCenter(known), deleted("dev", sha('1'))))).isEmpty();
  }

  @Test
  void aDeletionEndsWhatTheBranchWanted() {
    KnownFacts known = wanted(DEV).at(DEV, sha('1'));

    assertThat(superseded(decide(about(known, attached("t")), deleted("dev", sha('1')))))
        .containsExactly(new Superseded(name(), OF_1, "branch dev was deleted"));
  }

  @Test
  void aLateDeletionEndsNothing() {
    KnownFacts known = wanted(DEV).at(DEV, sha('1'), sha('3'));

    assertThat(superseded(decide(about(known, attached("t")), deleted("dev", sha('3'))))).isEmpty();
  }

  @Test
  void aLatePushEndsNothing() {
    KnownFacts known = wanted(DEV).at(DEV, sha('1'), sha('0'));

    Verdict verdict = decide(about(known, attached("t")), moved("dev", sha('9'), sha('0')));

    assertThat(superseded(verdict)).isEmpty();
    assertThat(verdict.changes().unwanted()).isEmpty();
  }

  @Test
  void aPushThatStaysAtTheCommitEndsNothing() {
    KnownFacts known = wanted(DEV).at(DEV, sha('1'));

    assertThat(superseded(decide(about(known, attached("t")), moved("dev", sha('0'), sha('1')))))
        .isEmpty();
  }

  /** One branch leaves the commit, and in the same push another one comes to it. */
  @Test
  void aRefThatComesToTheCommitInTheSamePushKeepsItsRun() {
    Verdict verdict =
        decide(
            about(wanted(DEV), attached("t")),
            moved("dev", sha('1'), sha('2')),
            moved("other", null, sha('1')));

    assertThat(superseded(verdict)).isEmpty();
  }

  @Test
  void whatTwoBranchesOfOnePushLeaveEndsOnce() {
    KnownFacts known = wanted(DEV, OTHER).at(DEV, sha('1')).at(OTHER, sha('1'));

    Verdict verdict =
        decide(
            about(known, attached("t")),
            moved("dev", sha('1'), sha('2')),
            deleted("other", sha('1')));

    assertThat(superseded(verdict)).hasSize(1);
  }

  @Test
  void aRunOfATargetThatIsNoCandidateEndsToo() {
    Verdict verdict = decide(about(wanted(DEV)), moved("dev", sha('1'), sha('2')));

    assertThat(superseded(verdict)).hasSize(1);
  }

  @Test
  void theEndOfAPullRequestEndsWhatOnlyItWanted() {
    for (PullRequestAction action : Facts.CLOSING) {
      assertThat(superseded(pullRequest(wanted(PULL_REQUEST), action))).hasSize(1);
      assertThat(superseded(pullRequest(wanted(PULL_REQUEST, DEV), action))).isEmpty();
    }
  }

  @Test
  void newCommitsOfAPullRequestEndTheRunOfItsHeadBefore() {
    KnownFacts known =
        wanted(PULL_REQUEST)
            .pullRequest(7, new PullRequestRecord(true, sha('1'), "dev", "main", null));

    assertThat(superseded(pullRequest(known, PullRequestAction.UPDATED)))
        .extracting(Superseded::detail)
        .containsExactly("pull request 7 went on to 222222222222");
  }

  @Test
  void aLateEventOfAPullRequestEndsNothing() {
    KnownFacts known = wanted(PULL_REQUEST).at(DEV, sha('3'), sha('2'));

    assertThat(superseded(pullRequest(known, PullRequestAction.UPDATED))).isEmpty();
  }

  private static Verdict pullRequest(KnownFacts known, PullRequestAction action) {
    return EventDecider.decide(
        Facts.changed(action, sha('2').value()), about(known, attached("t")));
  }

  private static DecisionFacts onDataCenter(KnownFacts known) {
    return new DecisionFacts(
        new Cause("d1", Facts.DATA_CENTER_KEY),
        List.of(attached("t")),
        known,
        lookup -> new Answer.None("nobody answered"),
        null);
  }

  private static PullRequestRecord from(@Nullable String source) {
    return new PullRequestRecord(true, sha('1'), source, "main", null);
  }

  private static KnownFacts wanted(Ref... by) {
    return new KnownFacts().open(new OpenRun(name(), OF_1, Set.of(by)));
  }

  private static Run run(String delivery, char commit) {
    RunKey key = new RunKey("t", sha(commit), RunType.PROPOSED);
    return new Run(RunId.of(Facts.KEY, delivery, "t", RunType.PROPOSED, sha(commit)), key);
  }

  private static TargetName name() {
    return new TargetName("t", "t", TargetKind.STACK);
  }

  private static List<Superseded> superseded(Verdict verdict) {
    return verdict.outcomes().stream()
        .filter(Superseded.class::isInstance)
        .map(Superseded.class::cast)
        .toList();
  }
}
