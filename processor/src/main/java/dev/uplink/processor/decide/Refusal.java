package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.RejectionReason;
import org.jspecify.annotations.Nullable;

/** Why a target may not run at all. */
final class Refusal {
  private Refusal() {}

  /** Null if it may. What the user has to mend first comes first. */
  static @Nullable RejectionReason of(Candidate candidate) {
    return switch (candidate.attachment()) {
      case DETACHED -> RejectionReason.INTEGRATION_DETACHED;
      case UNREACHABLE -> RejectionReason.INTEGRATION_UNREACHABLE;
      case ATTACHED ->
          candidate.target().state().disabled() ? RejectionReason.TARGET_DISABLED : null;
    };
  }
}
