package dev.uplink.processor.decide;

import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome is about: something that points to a commit.
 *
 * @param name of the branch or tag; of a pull request its source branch, null when that is gone
 * @param commit null when the ref was deleted, or its commit is not known
 * @param pullRequest its id; null for a push
 * @param fork the repository that the pull request's commit was pushed to; null when that is the
 *     event's own, or it is gone
 */
public record Subject(
    RefType type,
    @Nullable String name,
    @Nullable CommitSha commit,
    @Nullable Long pullRequest,
    @Nullable RepositoryName fork) {

  public static Subject of(RefChange change) {
    return new Subject(change.type(), change.name(), change.to(), null, null);
  }

  /**
   * @param into the repository that the pull request goes to
   */
  public static Subject of(PullRequest pullRequest, RepositoryName into, @Nullable CommitSha head) {
    PullRequest.Source source = pullRequest.source();
    return new Subject(
        RefType.BRANCH,
        source.branch(),
        head,
        pullRequest.id(),
        pullRequest.isFromFork(into) ? source.repository() : null);
  }

  /** A branch that stands at a commit, wherever it came from. */
  public static Subject branchAt(String name, CommitSha commit) {
    return new Subject(RefType.BRANCH, name, commit, null, null);
  }

  /** What wants the runs that are started for it; empty name only of a tag's pull request. */
  public Ref ref() {
    if (pullRequest != null) {
      return Ref.pullRequest(pullRequest);
    }
    String known = name == null ? "" : name;
    return type == RefType.TAG ? Ref.tag(known) : Ref.branch(known);
  }
}
