package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A run that a decision started.
 *
 * @param board key of the commit it belongs to
 * @param label of its individual status
 * @param stopText why it was told to stop, for people; null while it was not
 */
public record Run(
    RunId id,
    String board,
    Target target,
    RunKind kind,
    @Nullable String refName,
    StatusLabel label,
    Progress progress,
    @Nullable String stopText) {

  /** One that was told to stop is no longer in progress, whatever its scheduler is still doing. */
  public CheckState check() {
    CheckState said = progress.state().check();
    return said == CheckState.IN_PROGRESS && stopText != null ? CheckState.STOPPED : said;
  }

  /** One line for people. */
  String text() {
    boolean ended = progress.state().check() != CheckState.IN_PROGRESS;
    return stopText == null || ended ? progress.text() : stopText;
  }

  public Run at(Progress newer) {
    return new Run(id, board, target, kind, refName, label, newer, stopText);
  }

  public Run stopped(StopOrder order) {
    return new Run(id, board, target, kind, refName, label, progress, order.text());
  }
}
