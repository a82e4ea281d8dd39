package dev.uplink.notifier.bitbucket.reader;

import org.jspecify.annotations.Nullable;

/**
 * What a pull request would change.
 *
 * @param head the commit whose files these are, 7 to 40 digits; null when Bitbucket did not say
 */
public record PullRequestFiles(ChangedFiles files, @Nullable String head) {
  /**
   * Whether they may be those of a commit: Bitbucket only knows the files of the head it has.
   *
   * @param commit 7 to 40 digits; null when none is meant
   */
  public boolean mayBeOf(@Nullable String commit) {
    return head == null || commit == null || Hashes.alike(head, commit);
  }
}
