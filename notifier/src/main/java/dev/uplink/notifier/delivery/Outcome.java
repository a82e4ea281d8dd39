package dev.uplink.notifier.delivery;

/** How a try ended, as dashboards are told. */
public enum Outcome {
  DELIVERED,
  /** It failed, and need not be repeated: a newer revision is already waiting. */
  SUPERSEDED,
  WILL_RETRY,
  /** Bitbucket will not take it. */
  REFUSED,
  /** Bitbucket finds it malformed; a dead letter keeps it. */
  MALFORMED,
  /** Tried as long as the settings allow; a dead letter keeps it. */
  GAVE_UP,
  /**
   * It failed after its partition was lost: whoever has that now tries for itself, and may have
   * succeeded before.
   */
  HANDED_OVER
}
