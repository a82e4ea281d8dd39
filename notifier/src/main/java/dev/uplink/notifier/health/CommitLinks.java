package dev.uplink.notifier.health;

import java.time.Instant;

/**
 * Whether Cloud's app Pull Request Commit Links works in a workspace, as a lookup found. Without it
 * nothing fails, but which pull requests contain a commit is not told.
 *
 * @param missing whether the pull requests of a commit were not told
 * @param repository at which that was seen
 */
record CommitLinks(boolean missing, String repository, Instant at) {
  CommitLinks or(CommitLinks other) {
    return at.isBefore(other.at) ? other : this;
  }
}
