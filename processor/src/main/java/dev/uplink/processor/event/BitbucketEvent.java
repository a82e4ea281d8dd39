package dev.uplink.processor.event;

import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One webhook, in the words both products share. */
public sealed interface BitbucketEvent {

  /** In Bitbucket's own case; null when the body names none. */
  @Nullable RepositoryName repository();

  /** Refs that moved. Never empty: a push without changes is {@link NothingToDecide}. */
  record Push(RepositoryName repository, List<RefChange> changes) implements BitbucketEvent {
    public Push {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Something happened to a pull request of the repository, which is the one it goes to.
   *
   * @param previousHead where its source stood before; null when that did not move, or the body
   *     does not say
   */
  record PullRequestChanged(
      RepositoryName repository,
      PullRequestAction action,
      PullRequest pullRequest,
      @Nullable CommitSha previousHead)
      implements BitbucketEvent {}

  /** Somebody wrote a new comment on a pull request. */
  record CommentAdded(RepositoryName repository, PullRequest pullRequest, Comment comment)
      implements BitbucketEvent {}

  /**
   * The repository has another name or owner now. What is known of it stays with the old one.
   *
   * @param repository the one the webhook's record is keyed by; null when the body has none there
   */
  record RepositoryRenamed(
      @Nullable RepositoryName repository, RepositoryName from, RepositoryName to)
      implements BitbucketEvent {}

  /** An event that leads to no run, whatever the catalogue says. */
  record NothingToDecide(@Nullable RepositoryName repository, IgnoredReason reason)
      implements BitbucketEvent {}
}
