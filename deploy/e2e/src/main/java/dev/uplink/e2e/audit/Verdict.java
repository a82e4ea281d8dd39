package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatusState;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run's state means for a merge; a second telling of the notifier's rule. */
enum Verdict {
  FAILED("failed", CommitStatusState.FAILED),
  IN_PROGRESS("in progress", CommitStatusState.INPROGRESS),
  STOPPED("stopped", CommitStatusState.STOPPED),
  SUCCEEDED("succeeded", CommitStatusState.SUCCESSFUL);

  private static final List<Verdict> GRAVITY = List.of(IN_PROGRESS, SUCCEEDED, STOPPED, FAILED);

  private final String word;
  private final CommitStatusState status;

  Verdict(String word, CommitStatusState status) {
    this.word = word;
    this.status = status;
  }

  String word() {
    return word;
  }

  CommitStatusState status() {
    return status;
  }

  /** Empty for a word that is no run state. */
  static Optional<Verdict> of(String runState) {
    return switch (runState) {
      case "FINISHED" -> Optional.of(SUCCEEDED);
      case "FAILED", "DISCARDED" -> Optional.of(FAILED);
      case "STOPPED", "CANCELED", "SKIPPED" -> Optional.of(STOPPED);
      case "NONE",
          "QUEUED",
          "READY",
          "PENDING",
          "PREPARING",
          "INITIALIZING",
          "PLANNING",
          "UNCONFIRMED",
          "PENDING_REVIEW",
          "CONFIRMED",
          "REPLAN_REQUESTED",
          "PREPARING_REPLAN",
          "PREPARING_APPLY",
          "APPLYING",
          "DESTROYING",
          "PERFORMING" ->
          Optional.of(IN_PROGRESS);
      default -> Optional.empty();
    };
  }

  /** Of two words on one state: the one that a merge gate is less likely to open on. */
  boolean isGraverThan(Verdict other) {
    return GRAVITY.indexOf(this) > GRAVITY.indexOf(other);
  }

  /** Of a group: red wins, then unfinished, then stopped; an empty one is green. */
  static Verdict together(Collection<Verdict> runs) {
    Verdict worst = SUCCEEDED;
    for (Verdict run : runs) {
      worst = run.compareTo(worst) < 0 ? run : worst;
    }
    return worst;
  }

  /** As a group's name says it, zeros left out. */
  static String summary(Collection<Verdict> runs) {
    String counts =
        Stream.of(values())
            .filter(runs::contains)
            .map(verdict -> Collections.frequency(runs, verdict) + " " + verdict.word)
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "0 runs" : counts;
  }
}
