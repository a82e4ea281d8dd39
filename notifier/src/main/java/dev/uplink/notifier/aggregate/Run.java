package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that a decision started.
 *
 * @param board key of the commit it belongs to
 * @param label of its individual status
 * @param stopText why it was told to stop, for people; null while it was not
 * @param silence how long nothing was heard of it; null when nothing more need come, because it has
 *     ended or was told to stop
 * @param revision grows whenever its row of the commit's page changes, also from one run of a
 *     target and type to the next
 * @param deliveryId the delivery or trigger that led to it; null when it is not known
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
    @Nullable Silence silence,
    long revision,
    @Nullable String deliveryId) {

  /** One that was told to stop is no longer in progress, whatever its scheduler is still doing. */
  public CheckState check() {
    return !hasEnded() && (stopText != null || isLost())
        ? CheckState.STOPPED
        : progress.state().check();
  }

  /** The same of one of its test cases: what has not ended goes with the run. */
  public CheckState check(TestCase one) {
    CheckState said = one.state().check();
    return said == CheckState.IN_PROGRESS ? check() : said;
  }

  /** One line on a test case for people. */
  public String text(TestCase one) {
    return one.state().check() == CheckState.IN_PROGRESS && check() != CheckState.IN_PROGRESS
        ? text()
        : one.text();
  }

  /**
   * What counts in its group: its test cases, where it has any, and the run itself beside them
   * while none of them is as it is. More may come, or it may have failed before or after them.
   */
  List<CheckState> checks() {
    if (target.kind() != Target.Kind.MODULE) {
      return List.of(check());
    }
    List<CheckState> checks = new ArrayList<>();
    progress.testCases().forEach(one -> checks.add(check(one)));
    if (!checks.contains(check())) {
      checks.add(check());
    }
    return checks;
  }

  /** Whether something more has to come, or it would be in progress for ever. */
  public boolean isAwaited() {
    return !hasEnded() && stopText == null;
  }

  /** One line for people. */
  public String text() {
    if (hasEnded()) {
      return progress.text();
    }
    if (stopText != null) {
      return stopText;
    }
    return silence != null && silence.over() ? silence.text() : progress.text();
  }

  /** Why it was not allowed to start, for people; null for one that was. */
  @Nullable String refusal() {
    return progress.refusal();
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
    return with(newer, stopText, silence, revision);
  }

  public Run stopped(StopOrder order) {
    return with(progress, order.text(), null, revision);
  }

  /**
   * A word on it was read, whether or not it said anything new.
   *
   * @param read by our clock
   */
  public Run heard(Instant read, SilenceLimits limits) {
    if (!isAwaited()) {
      return with(progress, stopText, null, revision);
    }
    Duration allowed = limits.with(kind, progress.state());
    Silence next = silence == null ? Silence.first(read, allowed) : silence.heard(read, allowed);
    return with(progress, stopText, next, revision);
  }

  /** Silent for too long. It comes back with the next word. */
  public Run lost() {
    return with(progress, stopText, awaitedSilence().ended(), revision);
  }

  /** Heard of since it was written down when to look. */
  public Run lookedAtTooEarly() {
    return with(progress, stopText, awaitedSilence().lookedAtTooEarly(), revision);
  }

  /** In the place of another: of the same run before it changed, or of the one it replaces. */
  public Run after(Run before) {
    boolean same = id.equals(before.id) && looksLike(before);
    return with(progress, stopText, silence, same ? before.revision : before.revision + 1);
  }

  private boolean looksLike(Run other) {
    return check() == other.check()
        && text().equals(other.text())
        && progress.state() == other.progress.state()
        && (Objects.equals(progress.url(), other.progress.url()) || page().equals(other.page()))
        && Objects.equals(progress.delta(), other.progress.delta())
        && progress.testCases().equals(other.progress.testCases());
  }

  private boolean hasEnded() {
    return progress.state().check() != CheckState.IN_PROGRESS;
  }

  private boolean isLost() {
    return silence != null && silence.over();
  }

  private Silence awaitedSilence() {
    return Objects.requireNonNull(silence, "nothing more is awaited");
  }

  private Run with(
      Progress newProgress,
      @Nullable String newStopText,
      @Nullable Silence newSilence,
      long newRevision) {
    return new Run(
        id,
        board,
        target,
        kind,
        refName,
        label,
        newProgress,
        newStopText,
        newSilence,
        newRevision,
        deliveryId);
  }
}
