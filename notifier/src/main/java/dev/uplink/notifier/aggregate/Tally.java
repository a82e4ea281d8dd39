package dev.uplink.notifier.aggregate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many runs of a group are in which state: all that the group's status needs, so that a run's
 * change costs the same with five runs and with five thousand.
 */
public record Tally(long failed, long inProgress, long stopped, long succeeded) {
  public static final Tally EMPTY = new Tally(0, 0, 0, 0);

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

  private static void count(List<String> counts, long count, String word) {
    if (count > 0) {
      counts.add(count + " " + word);
    }
  }

  /** Never below zero: a later failure would only make up for it, and its group would be green. */
  private Tally add(CheckState state, int count) {
    return switch (state) {
      case FAILED -> new Tally(sum(failed, count), inProgress, stopped, succeeded);
      case IN_PROGRESS -> new Tally(failed, sum(inProgress, count), stopped, succeeded);
      case STOPPED -> new Tally(failed, inProgress, sum(stopped, count), succeeded);
      case SUCCESSFUL -> new Tally(failed, inProgress, stopped, sum(succeeded, count));
    };
  }

  private static long sum(long known, int count) {
    return Math.max(0, known + count);
  }
}
