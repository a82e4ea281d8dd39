package dev.uplink.notifier.delivery;

/**
 * How a try ended.
 *
 * @param isSettled whether nothing more is to be done for what was tried
 * @param isTriedAgain whether that follows from this try
 */
record LaneResult(Outcome outcome, boolean isSettled, boolean isTriedAgain) {
  static LaneResult settled(Outcome outcome) {
    return new LaneResult(outcome, true, false);
  }

  static LaneResult open(Outcome outcome) {
    return new LaneResult(outcome, false, true);
  }

  /** It is not for this try any more to say what becomes of its status. */
  static LaneResult tooLate(Outcome outcome) {
    return new LaneResult(outcome, false, false);
  }
}
