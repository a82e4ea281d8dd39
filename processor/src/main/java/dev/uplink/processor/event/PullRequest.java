package dev.uplink.processor.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as of one event.
 *
 * @param id unique in the repository it goes to; 1 or more
 * @param open whether it can still be merged
 * @param draft false also when the product does not know drafts yet
 * @param target the branch it goes to; null when the body does not say
 * @param targetHead where that branch stood; null when the body does not say
 * @param version how often it itself was changed before, ends and openings included, commits not; 0
 *     or more, null on Cloud
 */
public record PullRequest(
    long id,
    boolean open,
    boolean draft,
    Source source,
    @Nullable String target,
    @Nullable Hash targetHead,
    @Nullable Long version) {

  /**
   * Where it comes from.
   *
   * @param repository null when the fork was deleted
   * @param branch null when the body does not say, or when it comes from a tag
   * @param head null when the fork or the branch was deleted, also while it is open
   */
  public record Source(
      @Nullable RepositoryName repository, @Nullable String branch, @Nullable Hash head) {}

  /** The same, no longer open: one that is deleted bears the state it had before. */
  PullRequest ended() {
    return new PullRequest(id, false, draft, source, target, targetHead, version);
  }

  /** The branch of the repository that it comes from; null when it is a fork's. */
  public @Nullable String ownBranch(RepositoryName into) {
    return isFromFork(into) ? null : source.branch();
  }

  /**
   * Whether it comes from another repository than the one given, which it goes to. One whose source
   * is gone can only have been a fork: a branch that is deleted leaves its repository.
   */
  public boolean isFromFork(RepositoryName into) {
    return Optional.ofNullable(source.repository()).map(from -> !from.isSame(into)).orElse(true);
  }
}
