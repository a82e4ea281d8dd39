package dev.uplink.notifier.aggregate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param stateVersion the scheduler's; of two reports on one run the higher is the newer, whatever
 *     the order in which they are read
 * @param at when the run reached the state
 */
public record Progress(
    RunState state,
    long stateVersion,
    @Nullable String url,
    @Nullable String message,
    @Nullable Delta delta,
    Instant at) {
  /** Below every version of a scheduler. */
  private static final long BEFORE_ANY_WORD = Long.MIN_VALUE;

  /** What is known of a run when a decision has just started it. */
  public static Progress notYetReported(Instant at) {
    return new Progress(RunState.QUEUED, BEFORE_ANY_WORD, null, null, null, at);
  }

  public boolean isNewerThan(Progress other) {
    return stateVersion > other.stateVersion;
  }

  /** One line for people. A failed or stopped run's own words go before ours. */
  String text() {
    return switch (state.check()) {
      case IN_PROGRESS -> state.text();
      case SUCCESSFUL -> delta == null ? state.text() : delta.text();
      case FAILED, STOPPED -> {
        String said = Lengths.oneLine(Objects.requireNonNullElse(message, ""));
        yield said.isEmpty() ? state.text() : said;
      }
    };
  }
}
