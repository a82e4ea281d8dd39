package dev.uplink.local.scheduler;

/**
 * A run command, as much of it as this scheduler looks at.
 *
 * @param applies whether the run changes anything, or only shows what it would change
 */
record RunOrder(Kind kind, String runId, String targetSlug, boolean applies) {
  /** What is to be done. */
  enum Kind {
    START,
    STOP,
    /** Nothing to do here: more is known about a run, or the action is a newer version's. */
    NOTE
  }
}
