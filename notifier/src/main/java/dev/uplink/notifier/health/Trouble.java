package dev.uplink.notifier.health;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed.
 *
 * @param words why, for people
 * @param ofAll whether all calls of the integration would fail alike, and not those of one
 *     repository
 */
record Trouble(Instant at, String words, boolean ofAll) {

  /** Whether it is the last that is known. */
  boolean isSince(@Nullable Instant success) {
    return success == null || !success.isAfter(at);
  }

  /** What is to be told of both: what still keeps the integration from working, else the later. */
  static @Nullable Trouble of(
      @Nullable Trouble one, @Nullable Trouble other, @Nullable Instant success) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Comparator<Trouble> byWeight =
        Comparator.<Trouble, Boolean>comparing(each -> each.ofAll() && each.isSince(success))
            .thenComparing(Trouble::at)
            .thenComparing(Trouble::ofAll)
            .thenComparing(Trouble::words);
    return byWeight.compare(one, other) < 0 ? other : one;
  }
}
