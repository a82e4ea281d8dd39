package dev.uplink.notifier.bitbucket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests of a commit.
 *
 * @param remark what else there is to say of how they were found, for people; null for nothing
 */
public record PullRequests(List<Long> ids, @Nullable String remark) {
  public PullRequests {
    ids = List.copyOf(ids);
  }
}
