package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.CheckState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key whose state stays the same from being told at every step: the totals of a commit with
 * a thousand runs change as fast as these do, and nobody reads them so fast. Another state is told
 * at once.
 */
final class SameStateThrottle {
  /** For people it is at once; a burst of ten seconds costs forty calls. */
  static final Duration SAME_STATE_AFTER = Duration.ofMillis(250);

  private record Told(CheckState state, Instant until) {}

  private final Map<String, Told> told = new HashMap<>();

  void delivered(Desired desired, Instant now) {
    told.put(desired.key(), new Told(desired.status().shown().state(), now.plus(SAME_STATE_AFTER)));
  }

  boolean isTooSoon(Desired desired, Instant now) {
    @Nullable Told last = told.get(desired.key());
    return last != null
        && last.state == desired.status().shown().state()
        && now.isBefore(last.until);
  }

  void forget(Instant now) {
    told.values().removeIf(each -> !now.isBefore(each.until));
  }

  boolean isEmpty() {
    return told.isEmpty();
  }
}
