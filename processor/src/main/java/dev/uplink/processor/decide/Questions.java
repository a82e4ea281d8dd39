package dev.uplink.processor.decide;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What has to be known of Bitbucket before an event can be decided. Only what matters is asked. */
public final class Questions {
  private Questions() {}

  /** In the order in which they matter, at most {@link Limits#LOOKUPS_PER_EVENT}. */
  public static List<Lookup> of(
      BitbucketEvent event, List<Candidate> candidates, Knowledge knowledge) {
    Set<Lookup> lookups =
        candidates.isEmpty()
            ? Set.of()
            : switch (event) {
              case BitbucketEvent.Push push -> ofPush(push.changes(), candidates);
              case BitbucketEvent.PullRequestChanged changed ->
                  ofPullRequest(changed, candidates, knowledge);
              case BitbucketEvent.CommentAdded added -> ofComment(added, candidates, knowledge);
              case BitbucketEvent.RepositoryRenamed _, BitbucketEvent.NothingToDecide _ -> Set.of();
            };
    return lookups.stream().limit(Limits.LOOKUPS_PER_EVENT).toList();
  }

  private static Set<Lookup> ofPush(List<RefChange> changes, List<Candidate> candidates) {
    Set<Lookup> lookups = new LinkedHashSet<>();
    if (PushDecider.tooMany(changes, candidates)) {
      return lookups;
    }
    for (RefChange change : changes) {
      for (Candidate candidate : candidates) {
        Target target = candidate.target();
        if (change.movesBranch() && Affected.dependsOnFiles(target)) {
          files(change, target, Objects.requireNonNull(change.to())).ifPresent(lookups::add);
        } else if (isUnreadTag(change) && target.rules().tracksTag(change.name())) {
          lookups.add(new Lookup.TagCommit(change.name()));
        }
      }
    }
    return lookups;
  }

  private static boolean isUnreadTag(RefChange change) {
    return change.type() == RefType.TAG && !change.deleted() && change.to() == null;
  }

  /**
   * The files of a push: all its commits together. A new branch is compared with where it left the
   * one that the target tracks; when it is that one itself there is nothing to compare it with.
   */
  static Optional<Lookup> files(RefChange change, Target target, CommitSha to) {
    if (change.from() != null) {
      return Optional.of(new Lookup.PushFiles(change.from(), to));
    }
    String tracked = target.source().branch();
    return change.name().equals(tracked)
        ? Optional.empty()
        : Optional.of(new Lookup.BranchFiles(tracked, to));
  }

  private static Set<Lookup> ofPullRequest(
      BitbucketEvent.PullRequestChanged event, List<Candidate> candidates, Knowledge knowledge) {
    Set<Lookup> lookups = new LinkedHashSet<>();
    PullRequest pullRequest = event.pullRequest();
    if (!PullRequestDecider.mayRun(event) || pullRequest.source().head() == null) {
      return lookups;
    }
    // A fork may be out of the credentials' sight, and mostly nobody wants its commits.
    if (!pullRequest.isFromFork(event.repository())
        || candidates.stream().anyMatch(one -> one.target().rules().allowFork())) {
      head(pullRequest, event.repository(), knowledge, lookups);
    }
    if (candidates.stream().anyMatch(one -> Affected.dependsOnFiles(one.target()))) {
      lookups.add(files(pullRequest));
    }
    return lookups;
  }

  /** Only of one that has a head. */
  static Lookup files(PullRequest pullRequest) {
    Hash head = Objects.requireNonNull(pullRequest.source().head());
    return new Lookup.PullRequestFiles(
        pullRequest.id(), head, pullRequest.target(), pullRequest.targetHead());
  }

  /** They are all of one repository. */
  private static BitbucketProduct product(List<Candidate> candidates) {
    return candidates.getFirst().target().source().product();
  }

  private static Set<Lookup> ofComment(
      BitbucketEvent.CommentAdded event, List<Candidate> candidates, Knowledge knowledge) {
    Set<Lookup> lookups = new LinkedHashSet<>();
    if (Command.of(event.comment().text()) instanceof Command.Run
        && CommentDecider.mayRun(event, knowledge, product(candidates))) {
      lookups.add(new Lookup.OwnAccount());
      head(event.pullRequest(), event.repository(), knowledge, lookups);
    }
    return lookups;
  }

  private static void head(
      PullRequest pullRequest, RepositoryName into, Knowledge knowledge, Set<Lookup> lookups) {
    if (pullRequest.source().head() != null
        && PullRequestHead.known(pullRequest, into, knowledge).isEmpty()) {
      lookups.add(PullRequestHead.lookup(pullRequest, into));
    }
  }
}
