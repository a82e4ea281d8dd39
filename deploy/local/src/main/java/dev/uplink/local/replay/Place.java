package dev.uplink.local.replay;

import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.TargetKind;
import java.util.Optional;

/**
 * What an outcome is about. In one decision no two are about the same.
 *
 * @param stoppedRun the run that was stopped: one target and ref may have several of them, beside
 *     the outcome of the event itself
 * @param ordinal 0, or how many of the same were before it, should a writer have had more
 */
record Place(
    TargetKind kind,
    String targetId,
    Optional<RefType> refType,
    Optional<String> refName,
    Optional<Long> pullRequest,
    Optional<String> stoppedRun,
    int ordinal) {

  Place again() {
    return new Place(kind, targetId, refType, refName, pullRequest, stoppedRun, ordinal + 1);
  }
}
