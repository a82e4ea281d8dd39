package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.RunType;
import java.time.Duration;
import java.util.Set;

/**
 * How long nothing may be heard of a run before it shows as stopped, as the notifier that is
 * audited has it.
 *
 * @param person for runs that wait for people, if their type has no more
 */
public record AllowedSilence(
    Duration tracked,
    Duration proposed,
    Duration moduleTracked,
    Duration moduleProposed,
    Duration person) {
  private static final Set<String> WAITS_FOR_PEOPLE = Set.of("UNCONFIRMED", "PENDING_REVIEW");

  /** The notifier's, if nothing is set. */
  static final AllowedSilence DEFAULT =
      new AllowedSilence(
          Duration.ofDays(7),
          Duration.ofHours(6),
          Duration.ofHours(6),
          Duration.ofHours(6),
          Duration.ofDays(7));

  /**
   * @param state that was reported last; empty before the first report
   */
  Duration of(RunType type, String state) {
    Duration ofType =
        switch (type) {
          case TRACKED -> tracked;
          case PROPOSED -> proposed;
          case MODULE_TRACKED -> moduleTracked;
          case MODULE_PROPOSED -> moduleProposed;
          case UNKNOWN -> person;
        };
    return WAITS_FOR_PEOPLE.contains(state) && person.compareTo(ofType) > 0 ? person : ofType;
  }
}
