package dev.uplink.processor.decide;

import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What an event means for one target and ref: exactly one of these for each pair, always. */
public sealed interface Outcome {
  TargetName target();

  /** Null when the outcome is about the target alone. */
  @Nullable RefChange ref();

  record Started(Target candidate, RefChange ref, Run run) implements Outcome {
    @Override
    public TargetName target() {
      return candidate.name();
    }
  }

  /** The run was there before; {@code run} is that one. */
  record Deduplicated(TargetName target, RefChange ref, Run run) implements Outcome {}

  record Ignored(TargetName target, RefChange ref, OutcomeReason reason) implements Outcome {}

  /** A "no" to a run that would have been started otherwise; users are shown it. */
  record Rejected(TargetName target, @Nullable RefChange ref, RejectionReason reason)
      implements Outcome {}
}
