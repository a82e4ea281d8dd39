package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.sha;
import static dev.uplink.processor.decide.Facts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerDecisionTest {
  private static final TargetName ASKED = new TargetName("t", "", TargetKind.STACK);

  @ParameterizedTest
  @CsvSource({
    "STACK,true,TRACKED", "STACK,false,PROPOSED",
    "MODULE,true,MODULE_TRACKED", "MODULE,false,MODULE_PROPOSED"
  })
  void aTriggerStartsTheRunItAsksFor(TargetKind kind, boolean tracked, RunType type) {
    Candidate candidate = new Candidate(target("t", kind), Attachment.ATTACHED);

    Verdict verdict = TriggerDecider.decide(trigger(tracked, sha('7')), candidate, sha('2'));

    Run run = new Cause("trigger", Facts.KEY).run(new RunKey("t", sha('7'), type));
    assertThat(verdict.outcomes())
        .containsExactly(
            new Started(candidate.target(), Subject.branchAt("main", sha('7')), run, false, null));
  }

  @Test
  void withoutACommitItMeansTheHead() {
    Verdict verdict = TriggerDecider.decide(trigger(true, null), attached("t"), sha('2'));

    assertThat(((Started) verdict.outcomes().getFirst()).run().key().commit()).isEqualTo(sha('2'));
  }

  @Test
  void withoutACommitAndAHeadItIsRejected() {
    assertRejected(attached("t"), null, RejectionReason.COMMIT_UNKNOWN);
  }

  @Test
  void ofATargetThatDoesNotExistItIsRejected() {
    assertThat(TriggerDecider.decide(trigger(true, null), null, null).outcomes())
        .containsExactly(new Rejected(ASKED, null, RejectionReason.TARGET_UNKNOWN, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "DETACHED,INTEGRATION_DETACHED",
    "UNREACHABLE,INTEGRATION_UNREACHABLE",
    "ATTACHED,TARGET_DISABLED"
  })
  void ofATargetThatMayNotRunItIsRejectedBeforeAnythingElse(
      Attachment attachment, RejectionReason reason) {
    assertRejected(Facts.disabled("t", attachment), null, reason);
  }

  private static void assertRejected(
      Candidate candidate, @Nullable CommitSha head, RejectionReason reason) {
    assertThat(TriggerDecider.decide(trigger(true, null), candidate, head).outcomes())
        .containsExactly(new Rejected(candidate.target().name(), null, reason, null, null));
  }

  private static Trigger trigger(boolean tracked, @Nullable CommitSha commit) {
    return new Trigger(new Cause("trigger", Facts.KEY), ASKED, tracked, commit);
  }
}
