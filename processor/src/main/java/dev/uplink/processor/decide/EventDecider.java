package dev.uplink.processor.decide;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.IgnoredReason;

/** What a webhook means: a function of what it says and of what is known. */
public final class EventDecider {
  private EventDecider() {}

  public static Verdict decide(BitbucketEvent event, DecisionFacts facts) {
    return switch (event) {
      case BitbucketEvent.Push push -> PushDecider.decide(push.changes(), facts);
      case BitbucketEvent.PullRequestChanged changed -> PullRequestDecider.decide(changed, facts);
      case BitbucketEvent.CommentAdded added -> CommentDecider.decide(added, facts);
      case BitbucketEvent.RepositoryRenamed renamed -> renamed(renamed.from(), renamed.to());
      case BitbucketEvent.NothingToDecide nothing -> Verdict.ignored(nothing.reason());
    };
  }

  /** What is known stays with the old name, and so do the targets until somebody moves them. */
  private static Verdict renamed(RepositoryName from, RepositoryName to) {
    return Verdict.ignored(
        IgnoredReason.REPOSITORY_RENAMED,
        Detail.of(
            "%s/%s is now %s/%s: give its stacks and modules that repository"
                .formatted(from.namespace(), from.repository(), to.namespace(), to.repository())));
  }
}
