package dev.uplink.notifier.quota;

import java.time.Instant;

/** Whether a request may be made now. */
public sealed interface Permit {
  /** It counts as made. */
  record Granted() implements Permit {}

  /** What is left is kept for others; ask again then. */
  record Spent(Instant until) implements Permit {}

  /** Bitbucket has had too many, and nothing may be asked before then. */
  record Resting(Instant until) implements Permit {}
}
