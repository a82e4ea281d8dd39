package dev.uplink.notifier.delivery;

/**
 * How a try ended.
 *
 * @param isSettled whether nothing more is to be done for what was tried
 */
record Ended(Outcome outcome, boolean isSettled) {
  static Ended settled(Outcome outcome) {
    return new Ended(outcome, true);
  }

  static Ended open(Outcome outcome) {
    return new Ended(outcome, false);
  }
}
