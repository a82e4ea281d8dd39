package dev.uplink.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests that ended without an answer, or whose sender died: Bitbucket may still act on them, and
 * put an older state over a newer one. Until they can be taken as lost, whatever else was delivered
 * under their key has to be told again, so that the last word is the right one.
 */
final class LateRequests {
  /** Proxies and Bitbucket's own queues give up a request long before. */
  static final Duration MAY_LAND_FOR = Duration.ofMinutes(1);

  private record Late(String key, long offset, Instant until) {}

  /** By key, until when which offset may land. */
  private final Map<String, TreeMap<Long, Instant>> byKey = new HashMap<>();

  private final Deque<Late> inOrder = new ArrayDeque<>();

  /** A try of this status was not answered. */
  void add(Desired tried, Instant now) {
    Late late = new Late(tried.key(), tried.source().offset(), now.plus(MAY_LAND_FOR));
    byKey.computeIfAbsent(late.key, key -> new TreeMap<>()).put(late.offset, late.until);
    inOrder.add(late);
  }

  /**
   * Until when what was just delivered may be overwritten by something else; empty if it cannot.
   */
  Optional<Instant> overwritable(Desired delivered, Instant now) {
    return byKey.getOrDefault(delivered.key(), new TreeMap<>()).entrySet().stream()
        // The same again does no harm.
        .filter(late -> late.getKey() != delivered.source().offset())
        .map(Map.Entry::getValue)
        .filter(now::isBefore)
        .max(Comparator.naturalOrder());
  }

  /** Forgets those that are lost by now. */
  void forget(Instant now) {
    while (!inOrder.isEmpty() && !now.isBefore(inOrder.peek().until)) {
      Late lost = inOrder.remove();
      byKey.computeIfPresent(
          lost.key,
          (key, late) -> {
            late.remove(lost.offset, lost.until); // not if it was tried again since
            return late.isEmpty() ? null : late;
          });
    }
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }
}
