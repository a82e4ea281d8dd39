package dev.uplink.processor.topology;

import dev.uplink.schemas.Limits;

/**
 * How much is decided at once. All of it is one transaction, which the broker aborts when it takes
 * ten seconds, and which would then be begun anew for ever.
 */
final class TurnBudget {
  private static final int EVENTS = 50;

  /** As many as one event may have: that alone may take a second or two. */
  private static final int CANDIDATES = Limits.TARGETS_PER_REPOSITORY;

  private int events;
  private int candidates;

  /** One was looked at, whether it could be decided or not. */
  void spendEvent() {
    events++;
  }

  void spendCandidates(int ofAnEvent) {
    candidates += ofAnEvent;
  }

  boolean isSpent() {
    return events >= EVENTS || candidates >= CANDIDATES;
  }
}
