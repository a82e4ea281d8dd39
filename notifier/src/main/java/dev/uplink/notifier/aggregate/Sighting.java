package dev.uplink.notifier.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision found the runs of a commit to be there already, and says where the commit is: one of a
 * fork may have been pushed to the repository itself since. Or which pull request brings it.
 *
 * @param refName short name of the branch, when known; null for a tag
 * @param ofPullRequest whether that is the source branch of a pull request, and not a pushed one
 */
public record Sighting(
    CommitPlace place,
    Whereabouts where,
    @Nullable String refName,
    boolean ofPullRequest,
    Instant at)
    implements RunEvent {
  @Override
  public String group() {
    return place.repositoryKey().group();
  }
}
