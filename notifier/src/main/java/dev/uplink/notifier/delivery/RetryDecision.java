package dev.uplink.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from a try. */
sealed interface RetryDecision {
  /** When the next try may be; null when there is none. */
  default @Nullable Instant notBefore() {
    return switch (this) {
      case Settled settled -> null;
      case Again(Instant earliest) -> earliest;
      case Rest(Instant from, Instant until) -> until;
      case Held(Instant until) -> until;
      case Broken(Instant until) -> until;
      case Parked(long version, Instant until) -> until;
      case Shut(long version, Instant until) -> until;
    };
  }

  /** Nothing more is to be done. */
  record Settled(Outcome outcome) implements RetryDecision {}

  /** Another try, not before then; this one may have reached Bitbucket or not. */
  record Again(Instant earliest) implements RetryDecision {}

  /** Another try, and nothing of the whole integration before then. */
  record Rest(Instant from, Instant until) implements RetryDecision {}

  /** Another try, and no status of this priority before then: no request was made. */
  record Held(Instant until) implements RetryDecision {}

  /** Another try, and nothing of the whole integration before then: its host does not answer. */
  record Broken(Instant until) implements RetryDecision {}

  /** Another try of this status with newer credentials than these, or then. */
  record Parked(long credentialsVersion, Instant until) implements RetryDecision {}

  /** No try of the whole integration but with newer credentials than these, or one then. */
  record Shut(long credentialsVersion, Instant until) implements RetryDecision {}
}
