package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be told to one integration's Bitbucket.
 *
 * @param waiting how many statuses
 * @param since when the longest waiting of them was first wanted
 * @param reason what held up the last try, in plain words; null when nothing did
 */
public record LaneBacklog(
    AccountId account, String integrationId, int waiting, Instant since, @Nullable String reason) {
  /** Of one integration's; empty when all of them are only told once more. */
  static Optional<LaneBacklog> of(Collection<LaneEntry> entries, @Nullable String reason) {
    int waiting = 0;
    @Nullable LaneEntry oldest = null;
    Instant since = Instant.MAX;
    for (LaneEntry entry : entries) {
      @Nullable Instant wanted = entry.wantedSince();
      if (wanted != null) {
        waiting++;
        if (wanted.isBefore(since)) {
          since = wanted;
          oldest = entry;
        }
      }
    }
    if (oldest == null) {
      return Optional.empty();
    }
    CommitPlace place = oldest.newest().status().place();
    return Optional.of(
        new LaneBacklog(place.account(), place.integrationId(), waiting, since, reason));
  }
}
