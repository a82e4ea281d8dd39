package dev.uplink.notifier.bitbucket.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Statuses that are told in two repositories: the commit's own, and the fork in which they were
 * before. That is two requests, and the budget may allow one at a time; so the next try goes on
 * where the last one ended. Threads share it.
 */
final class TwoRepositoryPosts {
  private static final int KEPT = 10_000;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  /** What only the fork is still to be told of, by its key. */
  private final Cache<String, Told> told =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

  private record Told(long revision, PostResult.Delivered result) {}

  /** Tells of a status in the one repository that it names. */
  @FunctionalInterface
  interface Telling {
    PostResult tell(BuildStatus status) throws NoAnswerException;
  }

  /**
   * A fork that is gone, or shut to the credentials, keeps nothing from being delivered. Who was
   * let in at home a moment ago is who they say, whatever the fork says of it; after a while they
   * may not be any more, which home is then asked.
   */
  PostResult tell(BuildStatus status, Telling telling) throws NoAnswerException {
    @Nullable Told before = told.getIfPresent(status.recordKey());
    boolean isJustTold = false;
    if (before == null || before.revision() != status.revision()) {
      PostResult home = telling.tell(status);
      if (!(home instanceof PostResult.Delivered delivered)) {
        return home;
      }
      before = new Told(status.revision(), delivered);
      told.put(status.recordKey(), before);
      isJustTold = true;
    }
    PostResult fork = telling.tell(status.inFork());
    if (mayPass(fork)) {
      return fork;
    }
    told.invalidate(status.recordKey());
    return !isJustTold && isOfCredentials(fork) ? fork : before.result();
  }

  private static boolean mayPass(PostResult fork) {
    return switch (fork) {
      case PostResult.HeldBack _,
          PostResult.Failed _,
          PostResult.Postponed _,
          PostResult.Throttled _ ->
          true;
      case PostResult.Unauthorized _,
          PostResult.Delivered _,
          PostResult.Refused _,
          PostResult.Malformed _,
          PostResult.Gone _ ->
          false;
    };
  }

  private static boolean isOfCredentials(PostResult fork) {
    return fork instanceof PostResult.Unauthorized refused
        && switch (refused.refused()) {
          case CREDENTIALS -> true;
          case PLACE -> false;
        };
  }
}
