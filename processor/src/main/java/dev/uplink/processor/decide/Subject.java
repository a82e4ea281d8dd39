package dev.uplink.processor.decide;

import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome is about: something that points to a commit.
 *
 * @param name of the branch or tag; of a pull request its source branch, null when that is gone
 * @param commit null when the ref was deleted, or its commit is not known
 * @param pullRequest its id; null for a push
 */
public record Subject(
    RefType type, @Nullable String name, @Nullable CommitSha commit, @Nullable Long pullRequest) {

  public static Subject of(RefChange change) {
    return new Subject(change.type(), change.name(), change.to(), null);
  }

  public static Subject of(PullRequest pullRequest, @Nullable CommitSha head) {
    return new Subject(RefType.BRANCH, pullRequest.source().branch(), head, pullRequest.id());
  }

  /** A branch that stands at a commit, wherever it came from. */
  public static Subject branchAt(String name, CommitSha commit) {
    return new Subject(RefType.BRANCH, name, commit, null);
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
