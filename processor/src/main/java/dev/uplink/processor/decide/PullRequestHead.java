package dev.uplink.processor.decide;

import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Answers;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.id.CommitSha;
import java.util.Objects;
import java.util.Optional;

/** The whole hash of a pull request's head, of which Cloud's bodies have 12 digits. */
final class PullRequestHead {
  private PullRequestHead() {}

  /**
   * Without a question to Bitbucket, where its branch or it itself is known to stand there.
   *
   * @param into the repository that the pull request goes to
   */
  static Optional<CommitSha> known(
      PullRequest pullRequest, RepositoryName into, Knowledge knowledge) {
    Hash head = pullRequest.source().head();
    if (head == null) {
      return Optional.empty();
    }
    return head.full()
        .or(() -> knowledge.head(Ref.pullRequest(pullRequest.id())).filter(head::isOf))
        .or(() -> branchHead(pullRequest, into, knowledge).filter(head::isOf));
  }

  static Answer of(
      PullRequest pullRequest, RepositoryName into, Knowledge knowledge, Answers answers) {
    if (pullRequest.source().head() == null) {
      return new Answer.None("the body names no head");
    }
    return known(pullRequest, into, knowledge)
        .<Answer>map(Answer.Commit::new)
        .orElseGet(() -> answers.to(lookup(pullRequest, into)));
  }

  /** What to ask when it is not {@link #known}. */
  static Lookup.FullHash lookup(PullRequest pullRequest, RepositoryName into) {
    RepositoryName from = pullRequest.source().repository();
    return new Lookup.FullHash(
        from == null ? into : from, Objects.requireNonNull(pullRequest.source().head()));
  }

  /** Where the source branch stands; empty for a fork's, whose pushes go elsewhere. */
  static Optional<CommitSha> branchHead(
      PullRequest pullRequest, RepositoryName into, Knowledge knowledge) {
    return pullRequest.isFromFork(into)
        ? Optional.empty()
        : Optional.ofNullable(pullRequest.source().branch())
            .flatMap(branch -> knowledge.head(Ref.branch(branch)));
  }
}
