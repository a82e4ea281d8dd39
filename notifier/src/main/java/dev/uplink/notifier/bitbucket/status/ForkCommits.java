package dev.uplink.notifier.bitbucket.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.bitbucket.Answer;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of commits that pull requests bring from forks. On Data Center they belong to the
 * repository that the pull request goes to, which may not have the commit yet: that its changes are
 * asked for makes it fetch them. That is up to three requests, and the budget may allow one at a
 * time; so the next try goes on where the last one was held back, or none would ever get to the
 * end. Threads share it.
 */
final class ForkCommits {
  /** In characters, mostly of answers. */
  private static final long KEPT = 4_000_000;

  private static final int EACH = 500;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final Cache<Commit, Unknown> unknown =
      Caffeine.newBuilder()
          .maximumWeight(KEPT)
          .weigher((Commit commit, Unknown said) -> EACH + said.answer().body().length())
          .expireAfterWrite(KEPT_FOR)
          .build();

  /** One integration's, since what it may see is its own. */
  record Commit(CommitPlace place, Fork fork) {}

  /**
   * A commit that its repository does not know.
   *
   * @param answer in which it said so
   * @param isFetched whether the changes were asked for since
   */
  private record Unknown(Answer answer, boolean isFetched) {}

  /** Makes a request. */
  @FunctionalInterface
  interface Request {
    Answer make() throws NoAnswerException;
  }

  /**
   * @param post tells of the status
   * @param look asks for the pull request's changes
   */
  Answer tell(Commit commit, Request post, Request look) throws NoAnswerException {
    @Nullable Unknown before = unknown.getIfPresent(commit);
    if (before == null) {
      Answer first = post.make();
      // The API's description says 400 for hashes it does not take, and 404 for what is not there.
      if ((first.status() != 404 && first.status() != 400) || mayPass(first)) {
        return first;
      }
      before = new Unknown(first, false);
      unknown.put(commit, before);
    }
    if (!before.isFetched()) {
      Answer looked = look.make();
      if (!looked.isYes()) {
        return mayPass(looked) ? looked : forgotten(commit, before.answer());
      }
      unknown.put(commit, new Unknown(before.answer(), true));
    }
    Answer last = post.make();
    return mayPass(last) ? last : forgotten(commit, last);
  }

  private Answer forgotten(Commit commit, Answer answer) {
    unknown.invalidate(commit);
    return answer;
  }

  /** What it says of the credentials, the server or a log-in before it, not of the commit. */
  private static boolean mayPass(Answer answer) {
    return switch (answer.status()) {
      case 302, 303, 307, 401, 403, 408, 425, 429 -> true;
      default ->
          answer.status() >= 500
              || answer.isOnTheWay()
              || (answer.status() < 300 && answer.isWebPage());
    };
  }
}
