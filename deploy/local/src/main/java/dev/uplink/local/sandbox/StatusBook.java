package dev.uplink.local.sandbox;

import dev.uplink.schemas.id.BitbucketProduct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The statuses that were posted: one per repository, commit and key, the latest wins. */
public final class StatusBook {
  private static final int KEPT = 100_000;

  private record Place(
      BitbucketProduct product, String namespace, String repository, String commit, String key) {

    static Place of(ShownStatus status) {
      return new Place(
          status.product(),
          status.namespace().toLowerCase(Locale.ROOT),
          status.repository().toLowerCase(Locale.ROOT),
          status.commit(),
          status.key());
    }
  }

  private final Map<Place, ShownStatus> statuses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, ShownStatus> eldest) {
          return size() > KEPT;
        }
      };

  synchronized ShownStatus post(ShownStatus status) {
    return statuses.merge(
        Place.of(status), status, (old, latest) -> latest.withPosts(old.posts() + 1));
  }

  synchronized Optional<ShownStatus> at(CommitPlace commit, String key) {
    return of(commit).stream().filter(status -> status.key().equals(key)).findFirst();
  }

  synchronized List<ShownStatus> of(CommitPlace commit) {
    return statuses.values().stream().filter(commit::has).toList();
  }

  /** Whatever repository the commit is in. */
  public synchronized List<ShownStatus> ofCommit(String commit) {
    return statuses.values().stream().filter(status -> status.commit().equals(commit)).toList();
  }

  synchronized List<ShownStatus> all() {
    return List.copyOf(statuses.values());
  }
}
