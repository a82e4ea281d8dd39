package dev.uplink.ingress.controlplane.checks;

import dev.uplink.ingress.controlplane.targets.TargetKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check as the API shows it. Without the page's id: that shows a commit's other runs too, also
 * those that the caller may not see.
 */
record CheckView(
    String targetId,
    String targetSlug,
    TargetKind targetKind,
    String runType,
    String runId,
    String runState,
    CheckState state,
    String text,
    @Nullable String url,
    @Nullable DeltaView delta,
    String integrationId,
    @Nullable String refName,
    Instant changedAt) {

  /** What a run would change, in numbers of resources. */
  record DeltaView(long added, long changed, long deleted) {}

  static CheckView of(Check check) {
    return new CheckView(
        check.targetId(),
        check.targetSlug(),
        check.targetKind(),
        check.runType(),
        check.runId(),
        check.runState(),
        check.state(),
        check.text(),
        check.url(),
        delta(check),
        check.integrationId(),
        check.refName(),
        check.changedAt());
  }

  private static @Nullable DeltaView delta(Check check) {
    @Nullable Long added = check.added();
    @Nullable Long changed = check.changed();
    @Nullable Long deleted = check.deleted();
    return added == null || changed == null || deleted == null
        ? null
        : new DeltaView(added, changed, deleted);
  }
}
