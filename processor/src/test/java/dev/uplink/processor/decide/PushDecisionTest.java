package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.about;
import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.decide;
import static dev.uplink.processor.decide.Facts.deleted;
import static dev.uplink.processor.decide.Facts.disabled;
import static dev.uplink.processor.decide.Facts.moved;
import static dev.uplink.processor.decide.Facts.sha;
import static dev.uplink.processor.decide.Facts.tag;
import static dev.uplink.processor.decide.Facts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Deduplicated;
import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a push means for each candidate. */
class PushDecisionTest {
  private static final RefChange TO_MAIN = moved("main", sha('1'), sha('2'));

  @ParameterizedTest
  @CsvSource({
    "STACK,main,TRACKED",
    "STACK,feature/main,PROPOSED",
    "STACK,MAIN,PROPOSED",
    "MODULE,main,MODULE_TRACKED",
    "MODULE,dev,MODULE_PROPOSED"
  })
  void theBranchAndTheKindOfTargetMakeTheTypeOfTheRun(
      TargetKind kind, String branch, RunType type) {
    Candidate candidate = new Candidate(target("t", kind), Attachment.ATTACHED);
    RefChange ref = moved(branch, sha('1'), sha('2'));

    Verdict verdict = decide(about(candidate), ref);

    RunKey key = new RunKey("t", sha('2'), type);
    RunId id = RunId.of(Facts.KEY, "d1", "t", type, sha('2'));
    assertThat(verdict.outcomes())
        .containsExactly(
            new Started(candidate.target(), Subject.of(ref), new Run(id, key), false, null));
  }

  @ParameterizedTest
  @CsvSource({
    "DETACHED,false,INTEGRATION_DETACHED", "UNREACHABLE,false,INTEGRATION_UNREACHABLE",
    "ATTACHED,true,TARGET_DISABLED", "DETACHED,true,INTEGRATION_DETACHED",
    "UNREACHABLE,true,INTEGRATION_UNREACHABLE"
  })
  void aTargetThatMayNotRunIsRejected(
      Attachment attachment, boolean isDisabled, RejectionReason reason) {
    Candidate candidate =
        isDisabled
            ? disabled("t", attachment)
            : new Candidate(target("t", TargetKind.STACK), attachment);

    assertThat(decide(about(candidate), TO_MAIN).outcomes())
        .containsExactly(
            new Rejected(
                candidate.target().name(),
                Subject.of(TO_MAIN),
                reason,
                new RunKey("t", sha('2'), RunType.TRACKED),
                null));
  }

  @Test
  void whatStartsNoRunIsIgnoredAlsoForADetachedTarget() {
    Candidate candidate = new Candidate(target("t", TargetKind.STACK), Attachment.DETACHED);
    RefChange tag = tag("main", sha('2'));
    RefChange gone = deleted("old", sha('1'));
    TargetName name = candidate.target().name();

    assertThat(decide(about(candidate), tag, gone).outcomes())
        .containsExactly(
            new Ignored(name, Subject.of(tag), OutcomeReason.TAG_PUSHED, null),
            new Ignored(name, Subject.of(gone), OutcomeReason.REF_DELETED, null));
  }

  @Test
  void aRunThatExistsIsNamedInsteadOfStartedAgainAlsoForADetachedTarget() {
    Candidate candidate = new Candidate(target("t", TargetKind.STACK), Attachment.DETACHED);
    RunKey key = new RunKey("t", sha('2'), RunType.TRACKED);
    RunId earlier = RunId.of(Facts.KEY, "d0", "t", RunType.TRACKED, sha('2'));
    KnownFacts known = new KnownFacts().having(new Run(earlier, key));

    assertThat(decide(about(known, candidate), TO_MAIN).outcomes())
        .containsExactly(
            new Deduplicated(
                candidate.target(), Subject.of(TO_MAIN), new Run(earlier, key), false));
  }

  /**
   * Its target has run something else since: what the branch came back from, or what a comment
   * asked for.
   */
  @ParameterizedTest
  @CsvSource({"23,Started", "3,Deduplicated", "'',Deduplicated"})
  void aRepeatedPushFindsItsRunUnlessTheBranchHasComeBack(String before, String expected) {
    CommitSha[] stood =
        before.chars().mapToObj(digit -> sha((char) digit)).toArray(CommitSha[]::new);
    RunKey key = new RunKey("t", sha('2'), RunType.TRACKED);
    RunId earlier = RunId.of(Facts.KEY, "d0", "t", RunType.TRACKED, sha('2'));
    KnownFacts known =
        Facts.at("main", sha('2'), stood).having(new Run(earlier, key)).tracking("t", sha('3'));

    assertThat(decide(about(known, attached("t")), TO_MAIN).outcomes().getFirst())
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  void twoBranchesAtOneCommitShareOneProposedRun() {
    RefChange one = moved("one", null, sha('2'));
    RefChange two = moved("two", null, sha('2'));

    List<Outcome> outcomes = decide(about(attached("t")), one, two).outcomes();

    Run run = ((Started) outcomes.getFirst()).run();
    assertThat(outcomes.get(1))
        .isEqualTo(new Deduplicated(attached("t").target(), Subject.of(two), run, false));
  }

  @Test
  void theTrackedBranchAndAnotherOneAtOneCommitAreTwoRuns() {
    assertThat(decide(about(attached("t")), TO_MAIN, moved("dev", null, sha('2'))).outcomes())
        .extracting(outcome -> ((Started) outcome).run().key().type())
        .containsExactly(RunType.TRACKED, RunType.PROPOSED);
  }

  @Test
  void aPushWithoutCandidatesStillTellsWhereItsBranchesStand() {
    Verdict verdict = decide(about(), TO_MAIN);

    assertThat(verdict.ignored()).isEqualTo(IgnoredReason.NO_TARGETS);
    assertThat(verdict.outcomes()).isEmpty();
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(Ref.branch("main"), sha('1'), sha('2')));
  }

  @ParameterizedTest
  @CsvSource({
    "99,1,true",
    "100,1,true",
    "101,1,false",
    "1,4999,true",
    "1,5000,true",
    "1,5001,false",
    "100,50,true",
    "100,51,false",
    "2,2500,true",
    "2,2501,false"
  })
  void overALimitEveryTargetIsRejectedAndNothingStarted(int refs, int targets, boolean within) {
    Candidate[] candidates =
        IntStream.range(0, targets).mapToObj(i -> attached("t" + i)).toArray(Candidate[]::new);

    Verdict verdict = decide(about(candidates), branches(refs));

    assertThat(verdict.outcomes()).hasSize(within ? refs * targets : targets);
    assertThat(verdict.outcomes())
        .allMatch(
            outcome ->
                within
                    ? outcome instanceof Started || outcome instanceof Deduplicated
                    : outcome.equals(
                        new Rejected(
                            outcome.target(),
                            null,
                            RejectionReason.RUN_LIMIT_EXCEEDED,
                            null,
                            null)));
    assertThat(verdict.changes().heads()).hasSize(refs);
  }

  @Test
  void ofTooManyRefsTheTrackedBranchsCommitIsWhereItIsShown() {
    RefChange[] changes = branches(101);
    changes[7] = moved("main", sha('1'), sha('3'));
    Candidate module = new Candidate(target("m", TargetKind.MODULE), Attachment.ATTACHED);

    Verdict verdict = decide(about(attached("t"), module), changes);

    Subject main = Subject.branchAt("main", sha('3'));
    assertThat(verdict.outcomes())
        .containsExactly(
            new Rejected(
                attached("t").target().name(),
                main,
                RejectionReason.RUN_LIMIT_EXCEEDED,
                new RunKey("t", sha('3'), RunType.TRACKED),
                null),
            new Rejected(
                module.target().name(),
                main,
                RejectionReason.RUN_LIMIT_EXCEEDED,
                new RunKey("m", sha('3'), RunType.MODULE_TRACKED),
                null));
  }

  @Test
  void tooManyRefsForNobodyAreIgnored() {
    assertThat(decide(about(), branches(101)).ignored()).isEqualTo(IgnoredReason.TOO_MANY_REFS);
    assertThat(decide(about(), branches(100)).ignored()).isEqualTo(IgnoredReason.NO_TARGETS);
  }

  private static RefChange[] branches(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> moved("branch-" + i, null, sha('2')))
        .toArray(RefChange[]::new);
  }
}
