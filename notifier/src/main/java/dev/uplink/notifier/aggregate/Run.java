package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RunId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that a decision started.
 *
 * @param board key of the commit it belongs to
 * @param label of its individual status
 * @param stopText why it was told to stop, for people; null while it was not
 * @param revision grows whenever its row of the commit's page changes, also from one run of a
 *     target and type to the next
 */
public record Run(
    RunId id,
    String board,
    Target target,
    RunKind kind,
    @Nullable String refName,
    StatusLabel label,
    Progress progress,
    @Nullable String stopText,
    long revision) {

  /** One that was told to stop is no longer in progress, whatever its scheduler is still doing. */
  public CheckState check() {
    CheckState said = progress.state().check();
    return said == CheckState.IN_PROGRESS && stopText != null ? CheckState.STOPPED : said;
  }

  /** One line for people. */
  public String text() {
    boolean ended = progress.state().check() != CheckState.IN_PROGRESS;
    return stopText == null || ended ? progress.text() : stopText;
  }

  /** Its own page, when it has one that a browser can show. */
  public Optional<String> page() {
    return CommitPage.usable(progress.url(), BitbucketProduct.DATA_CENTER);
  }

  /** Key of its row on the commit's page, which the next run of target and type takes over. */
  public String rowKey() {
    return rowKey(board, target, kind);
  }

  /** Key of the row of a target's runs of a kind. */
  public static String rowKey(String board, Target target, RunKind kind) {
    return board + "/" + target.id() + "/" + kind;
  }

  public Run at(Progress newer) {
    return with(newer, stopText, revision);
  }

  public Run stopped(StopOrder order) {
    return with(progress, order.text(), revision);
  }

  /** In the place of another: of the same run before it changed, or of the one it replaces. */
  public Run after(Run before) {
    boolean same = id.equals(before.id) && looksLike(before);
    return with(progress, stopText, same ? before.revision : before.revision + 1);
  }

  private boolean looksLike(Run other) {
    return check() == other.check()
        && text().equals(other.text())
        && progress.state() == other.progress.state()
        && page().equals(other.page())
        && Objects.equals(progress.delta(), other.progress.delta());
  }

  private Run with(Progress newProgress, @Nullable String newStopText, long newRevision) {
    return new Run(id, board, target, kind, refName, label, newProgress, newStopText, newRevision);
  }
}
