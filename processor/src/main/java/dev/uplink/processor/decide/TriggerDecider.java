package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger means. It neither looks for an existing run of the commit nor counts as one for
 * later pushes: whoever asks for a run means another one.
 */
public final class TriggerDecider {
  private TriggerDecider() {}

  /**
   * @param candidate null when there is no such target on the repository
   * @param head where the target's tracked branch is known to stand
   */
  public static Verdict decide(
      Trigger trigger, @Nullable Candidate candidate, @Nullable CommitSha head) {
    if (candidate == null) {
      return reject(trigger.target(), RejectionReason.TARGET_UNKNOWN, null);
    }
    Target target = candidate.target();
    @Nullable RejectionReason no = Refusal.of(candidate);
    if (no != null) {
      return reject(target.name(), no, Refusal.detail(no, candidate));
    }
    @Nullable CommitSha commit = trigger.commit() == null ? head : trigger.commit();
    if (commit == null) {
      return reject(target.name(), RejectionReason.COMMIT_UNKNOWN, null);
    }
    RunKey key =
        new RunKey(
            target.name().id(), commit, RunKey.type(target.name().kind(), trigger.tracked()));
    Subject subject = Subject.branchAt(target.source().branch(), commit);
    return Verdict.of(new Started(target, subject, trigger.cause().run(key), false, null));
  }

  private static Verdict reject(
      TargetName target, RejectionReason reason, @Nullable String detail) {
    return Verdict.of(new Rejected(target, null, reason, null, detail));
  }
}
