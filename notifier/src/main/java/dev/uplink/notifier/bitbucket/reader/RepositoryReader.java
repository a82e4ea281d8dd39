package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import java.util.List;

/**
 * What can be asked of one repository; nothing is changed there. Every call blocks, and all calls
 * of one reader share its time. Not safe for several threads. All throw {@link CallFailedException}
 * when Bitbucket does not give what was asked for; with {@link Fault#NOT_FOUND} when there is no
 * such thing.
 */
public interface RepositoryReader {
  /** What differs between two commits, wherever they stand in the history. */
  ChangedFiles changedFiles(String from, String to) throws CallFailedException;

  /** What a commit's history changed since it left the branch. */
  ChangedFiles changedFilesSince(String branch, String to) throws CallFailedException;

  /** What merging the pull request would change. */
  PullRequestFiles pullRequestFiles(long pullRequest) throws CallFailedException;

  /** The 40 digits of a hash of which some are known. */
  String fullHash(String hash) throws CallFailedException;

  /** The commit a tag stands for, also where the tag is an object of its own. */
  String tagCommit(String tag) throws CallFailedException;

  String branchHead(String branch) throws CallFailedException;

  /** The open pull requests that would merge a commit. */
  PullRequests pullRequests(String commit) throws CallFailedException;

  /**
   * What webhooks may call the account of these credentials, in lower case: on Cloud its uuid, with
   * braces, and account id, on Data Center its name and slug. Empty where Bitbucket does not tell
   * them whose they are.
   */
  List<String> ownAccount() throws CallFailedException;
}
