package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.event.RefChange;
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
      return reject(trigger.target(), RejectionReason.TARGET_UNKNOWN);
    }
    Target target = candidate.target();
    @Nullable RejectionReason no = Refusal.of(candidate);
    if (no != null) {
      return reject(target.name(), no);
    }
    @Nullable CommitSha commit = trigger.commit() == null ? head : trigger.commit();
    if (commit == null) {
      return reject(target.name(), RejectionReason.COMMIT_UNKNOWN);
    }
    RunKey key =
        new RunKey(
            target.name().id(), commit, RunKey.type(target.name().kind(), trigger.tracked()));
    RefChange ref = RefChange.branchAt(target.source().branch(), commit);
    return Verdict.of(new Started(target, ref, trigger.cause().run(key)));
  }

  private static Verdict reject(TargetName target, RejectionReason reason) {
    return Verdict.of(new Rejected(target, null, reason));
  }
}
