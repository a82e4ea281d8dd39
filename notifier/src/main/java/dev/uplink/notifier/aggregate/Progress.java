package dev.uplink.notifier.aggregate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param stateVersion the scheduler's; of two reports on one run the higher is the newer, whatever
 *     the order in which they are read
 * @param url page of the run; null while there is none that any Bitbucket would take
 * @param message one line; null when nothing was said
 * @param at when the run reached the state
 * @param testCases of a module's run, by id; empty while they are not known
 */
public record Progress(
    RunState state,
    long stateVersion,
    @Nullable String url,
    @Nullable String message,
    @Nullable Delta delta,
    Instant at,
    List<TestCase> testCases) {
  /** Below every version of a scheduler. */
  private static final long BEFORE_ANY_WORD = Long.MIN_VALUE;

  /**
   * Complete, so that what is known of a run never depends on the order of reading: of two words
   * with one version, which no scheduler should give, the worse counts, since no merge gate may
   * open on a contradiction.
   */
  private static final Comparator<Progress> BY_AGE =
      Comparator.comparingLong(Progress::stateVersion)
          .thenComparingInt(Progress::gravity)
          .thenComparing(Progress::state)
          .thenComparing(Progress::at)
          .thenComparing(Progress::url, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Progress::message, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Progress::delta, Comparator.nullsFirst(Delta.BY_SIZE))
          .thenComparing(Progress::testCases, Progress::compare);

  public Progress {
    testCases = List.copyOf(testCases);
  }

  /** As a scheduler says it. What Bitbucket could not show is left out here. */
  public static Progress reported(
      RunState state,
      long stateVersion,
      @Nullable String url,
      @Nullable String message,
      @Nullable Delta delta,
      Instant at,
      List<TestCase> testCases) {
    return new Progress(
        state,
        stateVersion,
        Lengths.url(url),
        Lengths.words(message),
        delta,
        at,
        testCases.stream().sorted(TestCase.ORDER).toList());
  }

  /** What is known of a run when a decision has just started it. */
  public static Progress notYetReported(Instant at) {
    return new Progress(RunState.QUEUED, BEFORE_ANY_WORD, null, null, null, at, List.of());
  }

  /** What is known of a run that was not allowed to start. */
  public static Progress refused(String why, Instant at) {
    String message = Lengths.cut(Lengths.oneLine(why), Lengths.DESCRIPTION);
    return new Progress(RunState.FAILED, BEFORE_ANY_WORD, null, message, null, at, List.of());
  }

  /**
   * Why the run was not allowed to start; null for every other. No scheduler says anything of it.
   */
  @Nullable String refusal() {
    return stateVersion == BEFORE_ANY_WORD && state == RunState.FAILED ? message : null;
  }

  public boolean isNewerThan(Progress other) {
    return BY_AGE.compare(this, other) > 0;
  }

  /** Neither newer nor older by its scheduler's count: said again. */
  public boolean isAsOldAs(Progress other) {
    return stateVersion == other.stateVersion;
  }

  private int gravity() {
    return switch (state.check()) {
      case IN_PROGRESS -> 0;
      case SUCCESSFUL -> 1;
      case STOPPED -> 2;
      case FAILED -> 3;
    };
  }

  private static int compare(List<TestCase> some, List<TestCase> others) {
    int by = Integer.compare(some.size(), others.size());
    for (int i = 0; by == 0 && i < some.size(); i++) {
      by = TestCase.ORDER.compare(some.get(i), others.get(i));
    }
    return by;
  }

  /** One line for people. A failed or stopped run's own words go before ours. */
  String text() {
    return switch (state.check()) {
      case IN_PROGRESS -> state.text();
      case SUCCESSFUL -> delta == null ? state.text() : delta.text();
      case FAILED, STOPPED -> {
        String said = Objects.requireNonNullElse(message, "");
        yield said.isEmpty() ? state.text() : said;
      }
    };
  }
}
