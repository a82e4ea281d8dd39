package dev.uplink.notifier.delivery;

/**
 * How a try ended.
 *
 * @param isSettled whether nothing more is to be done for what was tried
 * @param isTriedAgain whether that follows from this try
 */
record Ended(Outcome outcome, boolean isSettled, boolean isTriedAgain) {
  static Ended settled(Outcome outcome) {
    return new Ended(outcome, true, false);
  }

  static Ended open(Outcome outcome) {
    return new Ended(outcome, false, true);
  }

  /** It is not for this try any more to say what becomes of its status. */
  Ended tooLate() {
    return new Ended(outcome, false, false);
  }
}
