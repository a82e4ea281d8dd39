package dev.uplink.notifier.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many runs of a group are in which state: all that the group's status needs, so that a run's
 * change costs the same with five runs and with five thousand.
 *
 * @param refused how many of the failed were not allowed to start
 * @param refusal why the last of them was not, for people; null when none is left
 */
public record Tally(
    long failed,
    long inProgress,
    long stopped,
    long succeeded,
    long refused,
    @Nullable String refusal) {
  public static final Tally EMPTY = new Tally(0, 0, 0, 0);

  public Tally(long failed, long inProgress, long stopped, long succeeded) {
    this(failed, inProgress, stopped, succeeded, 0, null);
  }

  Tally plus(Run run) {
    Tally more = this;
    for (CheckState check : run.checks()) {
      more = more.plus(check);
    }
    @Nullable String why = run.refusal();
    return why == null ? more : more.refused(refused + 1, why);
  }

  Tally minus(Run run) {
    Tally fewer = this;
    for (CheckState check : run.checks()) {
      fewer = fewer.minus(check);
    }
    return run.refusal() == null || refused == 0 ? fewer : fewer.refused(refused - 1, refusal);
  }

  public Tally plus(CheckState state) {
    return add(state, 1);
  }

  public Tally minus(CheckState state) {
    return add(state, -1);
  }

  /** An empty group is green: a required check without runs must not hold a merge for ever. */
  CheckState state() {
    if (failed > 0) {
      return CheckState.FAILED;
    }
    if (inProgress > 0) {
      return CheckState.IN_PROGRESS;
    }
    return stopped > 0 ? CheckState.STOPPED : CheckState.SUCCESSFUL;
  }

  String summary() {
    List<String> counts = new ArrayList<>();
    count(counts, failed, "failed");
    count(counts, inProgress, "in progress");
    count(counts, stopped, "stopped");
    count(counts, succeeded, "succeeded");
    return counts.isEmpty() ? "0 runs" : String.join(", ", counts);
  }

  /** All that there is room for: the counts, and why runs that people look for are not there. */
  String description() {
    return refusal == null ? summary() : summary() + ". " + refusal;
  }

  private static void count(List<String> counts, long count, String word) {
    if (count > 0) {
      counts.add(count + " " + word);
    }
  }

  /** Never below zero: a later failure would only make up for it, and its group would be green. */
  private Tally add(CheckState state, int count) {
    return switch (state) {
      case FAILED -> with(sum(failed, count), inProgress, stopped, succeeded);
      case IN_PROGRESS -> with(failed, sum(inProgress, count), stopped, succeeded);
      case STOPPED -> with(failed, inProgress, sum(stopped, count), succeeded);
      case SUCCESSFUL -> with(failed, inProgress, stopped, sum(succeeded, count));
    };
  }

  private Tally with(long nowFailed, long nowInProgress, long nowStopped, long nowSucceeded) {
    return new Tally(nowFailed, nowInProgress, nowStopped, nowSucceeded, refused, refusal);
  }

  private Tally refused(long count, @Nullable String why) {
    return new Tally(failed, inProgress, stopped, succeeded, count, count == 0 ? null : why);
  }

  private static long sum(long known, int count) {
    return Math.max(0, known + count);
  }
}
