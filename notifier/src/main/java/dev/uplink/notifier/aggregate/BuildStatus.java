package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket should show at a commit under one key.
 *
 * @param fork where the commit is; null when it is in the place's repository
 * @param run that a target's own status shows; null for a group's
 * @param revision grows with each change under this key
 * @param updatedAt time of the decision or report that caused it
 */
public record BuildStatus(
    CommitPlace place,
    @Nullable Fork fork,
    String key,
    Appearance shown,
    @Nullable RunId run,
    long revision,
    Instant updatedAt) {

  /** Key of its record. */
  public String recordKey() {
    return place.key() + "/" + key;
  }

  public BuildStatus showing(Appearance other) {
    return new BuildStatus(place, fork, key, other, run, revision, updatedAt);
  }
}
