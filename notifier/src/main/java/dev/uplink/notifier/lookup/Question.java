package dev.uplink.notifier.lookup;

import org.jspecify.annotations.Nullable;

/** What is asked of a repository. Commits are hashes of 7 to 40 digits in lower case. */
public sealed interface Question {
  /** Which files differ between two commits. */
  record PushedFiles(String from, String to) implements Question {}

  /** Which files a commit's history changed since it left the branch. */
  record FilesSinceBranch(String branch, String to) implements Question {}

  /**
   * What a pull request would change.
   *
   * @param head the commit that it is thought to end with; null when that does not matter
   */
  record PullRequestFiles(long pullRequest, @Nullable String head) implements Question {}

  /** All digits of a hash of which some are known. */
  record FullHash(String hash) implements Question {}

  record TagCommit(String tag) implements Question {}

  record BranchHead(String branch) implements Question {}

  /** Which open pull requests would merge a commit. */
  record PullRequestsOf(String commit) implements Question {}

  /** Whom webhooks name when the integration's own account did something. */
  record OwnAccount() implements Question {}
}
