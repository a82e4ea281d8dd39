package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.CommitSha;

/** What there is at most one run for, however many events ask for it. */
public record RunKey(String targetId, CommitSha commit, RunType type) {

  static RunKey of(Target target, boolean tracked, CommitSha commit) {
    return new RunKey(target.name().id(), commit, type(target.name().kind(), tracked));
  }

  /** Whether it only shows what would change; such a run can be superseded. */
  public boolean isProposed() {
    return type == RunType.PROPOSED || type == RunType.MODULE_PROPOSED;
  }

  static RunType type(TargetKind kind, boolean tracked) {
    return switch (kind) {
      case STACK -> tracked ? RunType.TRACKED : RunType.PROPOSED;
      case MODULE -> tracked ? RunType.MODULE_TRACKED : RunType.MODULE_PROPOSED;
      case UNKNOWN -> throw new IllegalArgumentException("targetKind: UNKNOWN");
    };
  }
}
