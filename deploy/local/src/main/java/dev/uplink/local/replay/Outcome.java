package dev.uplink.local.replay;

import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import java.util.Optional;

/**
 * What became of one target and ref.
 *
 * @param detail what the reason rests on, in words; no part of what is compared
 */
record Outcome(
    Place place,
    String slug,
    OutcomeType type,
    Optional<OutcomeReason> reason,
    Optional<RunType> runType,
    Optional<String> commit,
    Optional<String> detail) {

  /** Whether both mean the same to whoever waits for a run. */
  boolean means(Outcome other) {
    return type == other.type
        && reason.equals(other.reason)
        && runType.equals(other.runType)
        && commit.equals(other.commit);
  }

  /** Whether it rests on what was known of before, which a dry run does not have. */
  boolean restsOnMemory() {
    return switch (type) {
      case DEDUPLICATED, STOPPED -> true;
      case IGNORED -> reason.filter(OutcomeReason.OLDER_PUSH::equals).isPresent();
      case UNKNOWN, STARTED, REJECTED -> false;
    };
  }
}
