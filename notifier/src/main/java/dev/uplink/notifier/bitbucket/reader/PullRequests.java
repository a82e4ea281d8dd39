package dev.uplink.notifier.bitbucket.reader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests of a commit.
 *
 * @param byHeads whether only those were found that end with it, because Cloud's app Pull Request
 *     Commit Links is missing
 */
public record PullRequests(List<Long> ids, boolean byHeads) {
  public PullRequests {
    ids = List.copyOf(ids);
  }

  /** What else there is to say of how they were found, for people; null for nothing. */
  public @Nullable String remark() {
    return byHeads
        ? "only pull requests that end with the commit were looked for: Bitbucket does not tell"
            + " which contain it (is its app Pull Request Commit Links missing?)"
        : null;
  }
}
