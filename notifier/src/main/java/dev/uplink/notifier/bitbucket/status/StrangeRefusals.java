package dev.uplink.notifier.bitbucket.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.bitbucket.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * Statuses that are refused in words that are no JSON: a proxy's while the server behind it is
 * being replaced, or of the few of Bitbucket's own that are none. Those of a proxy pass; what is
 * said ten times in a row, over ten minutes, is believed. Threads share it.
 */
final class StrangeRefusals {
  private static final int KEPT = 10_000;

  /** Longer than the longest pause between two tries. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private static final Duration BELIEVED_AFTER = Duration.ofMinutes(10);

  /** Or one before a server's long failure and one after it would be enough. */
  private static final int LEAST = 10;

  private final Cache<Key, InARow> seen =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

  private record Key(String recordKey, long revision, boolean inFork) {
    static Key of(BuildStatus status) {
      return new Key(status.recordKey(), status.revision(), status.fork() != null);
    }
  }

  private record InARow(Instant since, int times) {
    InARow andOneMore() {
      return new InARow(since, times + 1);
    }
  }

  /** What came of a status, in the light of what came of it before. */
  PostResult read(BuildStatus status, Answer answer, PostResult result, Instant now) {
    if (!isStrange(answer)) {
      forget(status);
      return result;
    }
    InARow row =
        seen.asMap()
            .merge(Key.of(status), new InARow(now, 1), (before, first) -> before.andOneMore());
    boolean isBelieved = row.times() >= LEAST && !now.isBefore(row.since().plus(BELIEVED_AFTER));
    if (!isBelieved) {
      return result;
    }
    forget(status);
    return new PostResult.Refused(
        answer.status(),
        "%d for ten minutes, in words that are not Bitbucket's usual ones"
            .formatted(answer.status()));
  }

  /** It failed in another way. */
  void forget(BuildStatus status) {
    seen.invalidate(Key.of(status));
  }

  /** Not where the answer itself says that it will pass, or whose it is. */
  private static boolean isStrange(Answer answer) {
    return switch (answer.status()) {
      case 407, 408, 425 -> false;
      default -> answer.isOnTheWay();
    };
  }
}
