package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket should show at a commit under one key.
 *
 * @param fork where the commit is; null when it is in the place's repository
 * @param alsoIn a fork that is told as well, because a pull request brings the commit from there,
 *     which is in the place's repository too; null for none
 * @param run that a target's own status shows; null for a group's
 * @param revision grows with each change under this key
 * @param updatedAt time of the decision or report that caused it
 */
public record BuildStatus(
    CommitPlace place,
    @Nullable Fork fork,
    @Nullable Fork alsoIn,
    String key,
    Appearance shown,
    @Nullable RunId run,
    long revision,
    Instant updatedAt) {

  /** In one repository only. */
  public BuildStatus(
      CommitPlace place,
      @Nullable Fork fork,
      String key,
      Appearance shown,
      @Nullable RunId run,
      long revision,
      Instant updatedAt) {
    this(place, fork, null, key, shown, run, revision, updatedAt);
  }

  /** Key of its record. */
  public String recordKey() {
    return place.key() + "/" + key;
  }

  public BuildStatus showing(Appearance other) {
    return new BuildStatus(place, fork, alsoIn, key, other, run, revision, updatedAt);
  }

  /** The same in the fork that is told as well. The branch is one of the place's repository. */
  public BuildStatus inFork() {
    return new BuildStatus(place, alsoIn, null, key, shown.under(null), run, revision, updatedAt);
  }
}
