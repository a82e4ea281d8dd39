package dev.uplink.notifier.delivery;

import java.time.Instant;

/** What follows from a try. */
sealed interface Next {
  /** Nothing more is to be done. */
  record Settled(Outcome outcome) implements Next {}

  /** Another try, not before then; this one may have reached Bitbucket or not. */
  record Again(Instant notBefore) implements Next {}

  /** Another try, and nothing of the whole integration before then. */
  record Rest(Instant from, Instant until) implements Next {}

  /** Another try of this status with newer credentials than these, or then. */
  record Parked(long credentialsVersion, Instant until) implements Next {}

  /** No try of the whole integration but with newer credentials than these, or one then. */
  record Shut(long credentialsVersion, Instant until) implements Next {}
}
