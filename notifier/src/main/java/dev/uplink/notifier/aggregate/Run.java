package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A run that a decision started.
 *
 * @param board key of the commit it belongs to
 * @param label of its individual status
 */
public record Run(
    RunId id,
    String board,
    Target target,
    RunKind kind,
    @Nullable String refName,
    StatusLabel label,
    Progress progress) {

  public CheckState check() {
    return progress.state().check();
  }

  public Run at(Progress newer) {
    return new Run(id, board, target, kind, refName, label, newer);
  }
}
