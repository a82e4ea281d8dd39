package dev.uplink.local.replay;

import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

  /** Reasons for which there has to be something to remember. */
  private static final Set<OutcomeReason> REMEMBERED =
      EnumSet.of(
          OutcomeReason.OLDER_PUSH,
          OutcomeReason.PULL_REQUEST_UNCHANGED,
          OutcomeReason.PULL_REQUEST_CLOSED);

  /** Whether both mean the same to whoever waits for a run. */
  boolean means(Outcome other) {
    return type == other.type
        && reason.equals(other.reason)
        && runType.equals(other.runType)
        && (!isAboutARun() || commit.equals(other.commit));
  }

  /** Where nothing runs, the commit is told as far as it happens to be known. */
  private boolean isAboutARun() {
    return switch (type) {
      case STARTED, STOPPED, DEDUPLICATED -> true;
      case UNKNOWN, IGNORED, REJECTED -> false;
    };
  }

  /** Whether it rests on what was known of before, which a dry run does not have. */
  boolean restsOnMemory() {
    return switch (type) {
      case DEDUPLICATED, STOPPED -> true;
      case IGNORED -> reason.filter(REMEMBERED::contains).isPresent();
      case UNKNOWN, STARTED, REJECTED -> false;
    };
  }

  /** Whether it lacks a commit that may have been known from the branch, and then was not asked. */
  boolean lacksCommit() {
    return reason.filter(OutcomeReason.COMMIT_UNKNOWN::equals).isPresent();
  }
}
