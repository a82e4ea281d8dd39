package dev.uplink.notifier.aggregate;

/** The state of a commit status, and so the class that a run's own state falls into. */
public enum CheckState {
  IN_PROGRESS,
  SUCCESSFUL,
  FAILED,
  /** Ended without a verdict: never green, so that a stopped run opens no merge gate. */
  STOPPED
}
