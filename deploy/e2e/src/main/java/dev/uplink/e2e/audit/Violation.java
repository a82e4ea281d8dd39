package dev.uplink.e2e.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * A promise that was not kept.
 *
 * @param at time of the record it is about
 * @param ids of deliveries, runs, statuses or origins: its history is all that mentions one of them
 */
record Violation(Promise promise, String text, Instant at, Set<String> ids) {
  static final Comparator<Violation> IN_TIME =
      Comparator.comparing(Violation::at)
          .thenComparing(Violation::promise)
          .thenComparing(Violation::text);

  static Violation of(Promise promise, Seen<?> record, String text, String... ids) {
    return new Violation(promise, text, record.at(), Set.of(ids));
  }
}
