package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Sighting;
import dev.uplink.notifier.aggregate.Whereabouts;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which commits a decision is about, and in which repository they are. */
final class CommitFinder {
  /** Event key of triggers, which are about one target and not about a push of a commit. */
  static final String TRIGGER = "uplink:trigger";

  private CommitFinder() {}

  /** Throws {@link IllegalArgumentException} when something is missing. */
  static CommitPlace place(Decision decision, DecisionOutcome outcome) {
    return new CommitPlace(
        new AccountId(decision.getAccountId()),
        decision.getIntegrationId(),
        BitbucketProduct.of(decision.getProvider()),
        required("namespace", decision.getNamespace()),
        required("repository", decision.getRepository()),
        new CommitSha(required("commitSha", outcome.getCommitSha())));
  }

  /**
   * Only a push says that the repository itself has the commit: a trigger may name any, and a pull
   * request whose fork is deleted names none.
   */
  static Whereabouts where(Decision decision, DecisionOutcome outcome) {
    @Nullable String namespace = outcome.getForkNamespace();
    @Nullable String repository = outcome.getForkRepository();
    @Nullable Long pullRequest = outcome.getPullRequestId();
    if (namespace != null && repository != null) {
      return new Fork(namespace, repository, required("pullRequestId", pullRequest));
    }
    return pullRequest == null && !decision.getEventKey().equals(TRIGGER)
        ? new Whereabouts.Home()
        : new Whereabouts.Unsaid();
  }

  /**
   * Of commits whose runs were there before, as when one of a fork is pushed to the repository
   * itself, or a pull request is opened for a branch that was pushed. One of each commit; none of
   * which nothing follows.
   */
  static List<Sighting> sightings(Decision decision) {
    Map<String, Sighting> found = new LinkedHashMap<>();
    for (DecisionOutcome outcome : decision.getOutcomes()) {
      @Nullable String commit = outcome.getCommitSha();
      if (outcome.getOutcome() == OutcomeType.DEDUPLICATED
          && commit != null
          && !found.containsKey(commit)) {
        Whereabouts where = where(decision, outcome);
        // Data Center has a status for each ref: what was posted stays under its own.
        boolean brings =
            isOfPullRequest(outcome)
                && BitbucketProduct.of(decision.getProvider()) == BitbucketProduct.CLOUD;
        if (brings || !(where instanceof Whereabouts.Unsaid)) {
          found.put(
              commit,
              new Sighting(
                  place(decision, outcome),
                  where,
                  branch(outcome),
                  isOfPullRequest(outcome),
                  decision.getDecidedAt()));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /**
   * A tag's status has no ref: Bitbucket would look for a branch of that name, and keep the status
   * from the pull requests that the commit is in.
   */
  static @Nullable String branch(DecisionOutcome outcome) {
    return outcome.getRefType() == RefType.TAG ? null : outcome.getRefName();
  }

  /** Whether {@link #branch} is a pull request's source branch, which Cloud finds statuses by. */
  static boolean isOfPullRequest(DecisionOutcome outcome) {
    return outcome.getPullRequestId() != null && branch(outcome) != null;
  }

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }
}
