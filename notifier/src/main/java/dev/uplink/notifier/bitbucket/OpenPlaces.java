package dev.uplink.notifier.bitbucket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repositories on Cloud that took a status with the same credentials a while ago. A 403 there is
 * about the key alone: whoever posted it first, and nobody else but an administrator, may change
 * it. Bitbucket's words for that are nowhere written down.
 */
final class OpenPlaces {
  private static final Duration KEPT_FOR = Duration.ofHours(1);
  private static final int KEPT = 10_000;

  private final Cache<Place, Boolean> open =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

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

  /** What came of a status, in the light of what came of others. */
  PostResult read(BuildStatus status, long credentialsVersion, PostResult result) {
    if (status.place().product() != BitbucketProduct.CLOUD) {
      return result;
    }
    Place place = Place.of(status, credentialsVersion);
    if (result instanceof PostResult.Delivered) {
      open.put(place, true);
    }
    return result
                instanceof
                PostResult.Unauthorized(
                    Integer code,
                    String detail,
                    long _,
                    PostResult.Refusal refused)
            && refused == PostResult.Refusal.PLACE
            && open.getIfPresent(place) != null
        ? new PostResult.Refused(
            code,
            "others are taken there, so it seems that somebody else posted this key: " + detail)
        : result;
  }
}
