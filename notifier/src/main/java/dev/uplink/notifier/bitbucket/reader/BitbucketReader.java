package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of one integration's Bitbucket; nothing is changed there. Every call blocks,
 * and all calls of one reader share its time. Not safe for several threads.
 */
public interface BitbucketReader {
  /**
   * Whether Bitbucket takes the credentials, whatever they may do.
   *
   * @param namespaces workspaces to try them on; Data Center needs none
   * @throws CallFailedException if it does not, or cannot be asked
   */
  Finding credentials(List<String> namespaces) throws CallFailedException;

  /**
   * Repositories as {@code namespace/repository}.
   *
   * @param namespaces workspaces to look into besides those that Bitbucket tells of
   */
  Names repositories(List<String> namespaces, Search search) throws CallFailedException;

  /** Throws {@link CallFailedException} with {@link Fault#NOT_FOUND} if it is not shown. */
  void requireVisible(String namespace, String repository) throws CallFailedException;

  Names branches(String namespace, String repository, Search search) throws CallFailedException;

  /**
   * Whether the credentials may post commit statuses, as far as that can be told without posting.
   * Asked after {@link #credentials}.
   *
   * @param anyVisible whether they see any repository
   */
  Finding statuses(boolean anyVisible) throws CallFailedException;

  /**
   * Whether Bitbucket tells which pull requests a commit of the repository is in. With {@link
   * Fault#NOT_FOUND} it does not, because an app of its own is missing. Empty where there is
   * nothing to find out: Data Center always tells, and a repository may have no commit.
   */
  Optional<Finding> commitPullRequests(String namespace, String repository)
      throws CallFailedException;

  /**
   * Whether Bitbucket tells whose the credentials are, by which their own comments are known. Empty
   * where there is nothing to find out: Data Center's have a user's name.
   */
  Optional<Finding> ownAccount() throws CallFailedException;
}
