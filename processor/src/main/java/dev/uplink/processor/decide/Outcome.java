package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for one target and ref: exactly one of these for each pair, always; and
 * beside them one for each run that is superseded.
 */
public sealed interface Outcome {
  TargetName target();

  /** Null when the outcome is about the target alone. */
  @Nullable Subject subject();

  /** What it rests on, in plain words; null where the outcome says it all. */
  @Nullable String detail();

  /**
   * @param filesKnown whether the changed files were known
   */
  record Started(
      Target candidate, Subject subject, Run run, boolean filesKnown, @Nullable String detail)
      implements Outcome {
    @Override
    public TargetName target() {
      return candidate.name();
    }
  }

  /**
   * The run was there before; {@code run} is that one.
   *
   * @param tellPullRequest whether its scheduler does not know of a pull request yet, and hears of
   *     the subject's now
   */
  record Deduplicated(Target candidate, Subject subject, Run run, boolean tellPullRequest)
      implements Outcome {
    @Override
    public TargetName target() {
      return candidate.name();
    }

    @Override
    public @Nullable String detail() {
      return null;
    }
  }

  record Ignored(TargetName target, Subject subject, OutcomeReason reason, @Nullable String detail)
      implements Outcome {}

  /**
   * A "no" to a run that would have been started otherwise; users are shown it.
   *
   * @param key the run that it would have been; null when that was not looked at
   */
  record Rejected(
      TargetName target,
      @Nullable Subject subject,
      RejectionReason reason,
      @Nullable RunKey key,
      @Nullable String detail)
      implements Outcome {}

  /** A proposed run whose commit nothing points to any more. */
  record Superseded(TargetName target, Run run, String detail) implements Outcome {
    @Override
    public @Nullable Subject subject() {
      return null;
    }
  }
}
