package dev.uplink.notifier.health;

import java.time.Instant;

/**
 * Whether something should be put right in Bitbucket, as a call found.
 *
 * @param active whether it is so, or was found put right
 * @param repository at which that was seen
 */
record Hint(boolean active, String repository, Instant at) {
  Hint or(Hint other) {
    return at.isBefore(other.at) ? other : this;
  }
}
