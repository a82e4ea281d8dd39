package dev.uplink.notifier.aggregate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision found the runs of a commit to be there already, and says where the commit is: one of a
 * fork may have been pushed to the repository itself since.
 *
 * @param refName short name of the branch, when known; null for a tag
 */
public record Sighting(CommitPlace place, Whereabouts where, @Nullable String refName, Instant at)
    implements RunEvent {
  @Override
  public String group() {
    return place.repositoryKey().group();
  }
}
