package dev.uplink.notifier.aggregate;

import java.time.Instant;

/**
 * What Bitbucket should show at a commit under one key.
 *
 * @param revision grows with each change under this key
 * @param updatedAt time of the decision or report that caused it
 */
public record BuildStatus(
    CommitPlace place, String key, Appearance shown, long revision, Instant updatedAt) {

  /** Key of its record. */
  public String recordKey() {
    return place.key() + "/" + key;
  }

  public BuildStatus showing(Appearance other) {
    return new BuildStatus(place, key, other, revision, updatedAt);
  }
}
