package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.TargetName;
import dev.uplink.processor.decide.Trigger;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import org.jspecify.annotations.Nullable;

/** From record to trigger. Throws {@link IllegalArgumentException} for nonsense. */
final class TriggerMapper {
  private TriggerMapper() {}

  static Trigger trigger(RepositoryKey repository, TriggerRequest request) {
    if (request.getTargetKind() == TargetKind.UNKNOWN) {
      throw new IllegalArgumentException("targetKind: UNKNOWN");
    }
    @Nullable String commit = request.getCommitSha();
    return new Trigger(
        new Cause(request.getTriggerId(), repository),
        new TargetName(request.getTargetId(), "", request.getTargetKind()),
        isTracked(request.getRunType()),
        commit == null ? null : new CommitSha(commit));
  }

  /** A module's tracked run is one whether the writer says so or not. */
  private static boolean isTracked(RunType type) {
    return switch (type) {
      case TRACKED, MODULE_TRACKED -> true;
      case PROPOSED, MODULE_PROPOSED -> false;
      case UNKNOWN -> throw new IllegalArgumentException("runType: UNKNOWN");
    };
  }
}
