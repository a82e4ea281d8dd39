package dev.uplink.processor.event;

import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a product keeps what an event needs. What it gives is empty when the body lacks what such
 * an event must have.
 */
sealed interface EventBody permits CloudBody, DataCenterBody {

  /** The one the webhook's record is keyed by: the edge reads it by the same rule. */
  @Nullable RepositoryName repository();

  Optional<List<RefChange>> changes();

  /** Open or not as its state says, whatever the event. */
  Optional<PullRequest> pullRequest();

  /** What happened to it, where the body says more than the event's key. */
  PullRequestAction action(PullRequestAction ofKey);

  /** Where the source of a pull request stood before the event; null when the body does not say. */
  @Nullable CommitSha previousHead();

  Optional<Comment> comment();

  /** Also empty when the repository was changed but is called what it was. */
  Optional<Rename> rename();

  /** Both in Bitbucket's own case. */
  record Rename(RepositoryName from, RepositoryName to) {

    /** Empty unless both are known and lead to different records' keys. */
    static Optional<Rename> of(@Nullable RepositoryName from, @Nullable RepositoryName to) {
      return from == null || to == null || from.isSame(to)
          ? Optional.empty()
          : Optional.of(new Rename(from, to));
    }
  }
}
