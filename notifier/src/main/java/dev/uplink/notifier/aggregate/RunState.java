package dev.uplink.notifier.aggregate;

import static dev.uplink.notifier.aggregate.CheckState.IN_PROGRESS;
import static dev.uplink.notifier.aggregate.CheckState.SUCCESSFUL;

import java.util.Optional;

/** The states of a run, as schedulers name them, and what each means for a commit status. */
public enum RunState {
  NONE(IN_PROGRESS, "queued"),
  QUEUED(IN_PROGRESS, "queued"),
  READY(IN_PROGRESS, "queued"),
  PENDING(IN_PROGRESS, "pending"),
  PREPARING(IN_PROGRESS, "Job is being prepared"),
  INITIALIZING(IN_PROGRESS, "Job is being prepared"),
  PLANNING(IN_PROGRESS, "planning"),
  // Not green before somebody has looked: both states exist to hold a change back.
  UNCONFIRMED(IN_PROGRESS, "needs confirmation"),
  PENDING_REVIEW(IN_PROGRESS, "needs review"),
  CONFIRMED(IN_PROGRESS, "confirmed"),
  REPLAN_REQUESTED(IN_PROGRESS, "replan requested"),
  PREPARING_REPLAN(IN_PROGRESS, "preparing to replan"),
  PREPARING_APPLY(IN_PROGRESS, "preparing to apply"),
  APPLYING(IN_PROGRESS, "applying"),
  DESTROYING(IN_PROGRESS, "destroying"),
  PERFORMING(IN_PROGRESS, "performing"),
  FINISHED(SUCCESSFUL, "Plan contains no changes"),
  FAILED(CheckState.FAILED, "Job has failed"),
  DISCARDED(CheckState.FAILED, "Discarded"),
  STOPPED(CheckState.STOPPED, "stopped"),
  CANCELED(CheckState.STOPPED, "canceled"),
  SKIPPED(CheckState.STOPPED, "skipped");

  private final CheckState check;
  private final String text;

  RunState(CheckState check, String text) {
    this.check = check;
    this.text = text;
  }

  /** Empty for a word that is no run state; schedulers are not ours, so this happens. */
  public static Optional<RunState> of(String name) {
    for (RunState state : values()) {
      if (state.name().equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing happens before somebody has looked. */
  boolean isUpToAPerson() {
    return this == UNCONFIRMED || this == PENDING_REVIEW;
  }

  public CheckState check() {
    return check;
  }

  /** For people, where the run itself has nothing better to say. */
  String text() {
    return text;
  }
}
