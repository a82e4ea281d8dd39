package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.quota.Priority;

/** How urgent a status is. */
final class Urgency {
  private Urgency() {}

  /**
   * @param isShown whether Bitbucket shows something under the key already
   */
  static Priority of(CheckState state, boolean isShown) {
    return switch (state) {
      case SUCCESSFUL, FAILED, STOPPED -> Priority.TERMINAL;
      case IN_PROGRESS -> isShown ? Priority.REST : Priority.FIRST;
    };
  }
}
