package dev.uplink.notifier.delivery;

import java.time.Instant;

/** What follows from a try. */
sealed interface Next {
  /** Nothing more is to be done. */
  record Settled(Outcome outcome) implements Next {}

  /** Another try, not before then. */
  record Again(Instant notBefore) implements Next {}

  /** Another try, and nothing of the whole integration before then. */
  record Rest(Instant from, Instant until) implements Next {}

  /** No further try before the integration has newer credentials than these. */
  record Parked(long credentialsVersion) implements Next {}
}
