package dev.uplink.processor.lookup;

import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/** A question to Bitbucket about the event's repository. Equal ones have one answer. */
public sealed interface Lookup {

  /** The files in which two commits of a ref differ. */
  record PushFiles(CommitSha from, CommitSha to) implements Lookup {}

  /** The files that a commit changed since its line left another branch. */
  record BranchFiles(String since, CommitSha to) implements Lookup {}

  /**
   * The files that a pull request would change. What it stands between is a part of the question,
   * as another head or target has another answer.
   */
  record PullRequestFiles(
      long pullRequest, Hash head, @Nullable String target, @Nullable Hash targetHead)
      implements Lookup {}

  /**
   * The whole of an abbreviated hash.
   *
   * @param repository where the commit was pushed to: a fork has its own
   */
  record FullHash(RepositoryName repository, Hash hash) implements Lookup {}

  /** The commit of an annotated tag whose body names only the tag object. */
  record TagCommit(String tag) implements Lookup {}

  /** By which ids webhooks name the account that the integration acts as. */
  record OwnAccount() implements Lookup {}
}
