package dev.uplink.notifier.bitbucket.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repositories on Cloud that take statuses with the same credentials. A 403 on a key, after which
 * the repository took others, and again one, is about the key alone: whoever posted it first, and
 * nobody else but an administrator, may change it. Bitbucket's words for that are nowhere written
 * down; and a single 403 may as well be a permission that was taken away for a while.
 */
final class OpenPlaces {
  /** Longer than the longest pause between two tries. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private static final int KEPT = 10_000;

  private final Cache<Place, Long> taken = cache();

  /** How many the place had taken when a key was refused there. */
  private final Cache<Key, Long> refused = cache();

  private record Place(
      String integration, long credentialsVersion, String namespace, String repository) {
    static Place of(BuildStatus status, long credentialsVersion) {
      CommitPlace place = status.place();
      @Nullable Fork fork = status.fork();
      return new Place(
          place.integrationId(),
          credentialsVersion,
          fork == null ? place.namespace() : fork.namespace(),
          fork == null ? place.repository() : fork.repository());
    }
  }

  private record Key(Place place, String recordKey) {}

  private static <K> Cache<K, Long> cache() {
    return Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();
  }

  /** What came of a status, in the light of what came of others. */
  PostResult read(BuildStatus status, long credentialsVersion, PostResult result) {
    if (status.place().product() != BitbucketProduct.CLOUD) {
      return result;
    }
    Place place = Place.of(status, credentialsVersion);
    Key key = new Key(place, status.recordKey());
    if (result instanceof PostResult.Delivered) {
      taken.asMap().merge(place, 1L, Long::sum);
      refused.invalidate(key);
    }
    return result
                instanceof
                PostResult.Unauthorized(
                    Integer code,
                    String detail,
                    long _,
                    PostResult.Refusal refusal)
            && refusal == PostResult.Refusal.PLACE
            && othersWereTakenSinceItWasRefused(key)
        ? new PostResult.Refused(
            code,
            "others are taken there, so it seems that somebody else posted this key: " + detail)
        : result;
  }

  private boolean othersWereTakenSinceItWasRefused(Key key) {
    long now = taken.asMap().getOrDefault(key.place(), 0L);
    @Nullable Long then = refused.asMap().putIfAbsent(key, now);
    return then != null && now > then;
  }
}
