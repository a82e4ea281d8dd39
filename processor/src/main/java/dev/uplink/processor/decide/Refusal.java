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

  static @Nullable RejectionReason of(Candidate candidate, boolean fromFork) {
    @Nullable RejectionReason no = of(candidate);
    return no == null && fromFork && !candidate.target().rules().allowFork()
        ? RejectionReason.FORK_NOT_ALLOWED
        : no;
  }

  /** Null where the reason says it all. */
  static @Nullable String detail(RejectionReason reason, Candidate candidate) {
    return reason == RejectionReason.INTEGRATION_UNREACHABLE && candidate.barrier() != null
        ? Detail.of("the way up to it ends at Space " + candidate.barrier())
        : null;
  }
}
