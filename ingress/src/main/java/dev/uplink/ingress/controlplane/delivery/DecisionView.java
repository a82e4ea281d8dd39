package dev.uplink.ingress.controlplane.delivery;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the API shows it.
 *
 * @param spaceId the integration's when it was decided
 * @param detail what the ignored reason rests on, in plain words
 * @param outcomes in a list only the first {@link #SHOWN_IN_LISTS}; the counts are of all
 */
@Introspected
public record DecisionView(
    Instant decidedAt,
    @Nullable String integrationSlug,
    @Nullable String spaceId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable Long pullRequestId,
    @Nullable String ignoredReason,
    @Nullable String detail,
    OutcomeCounts outcomeCounts,
    List<Outcome> outcomes) {
  /**
   * How many outcomes of each a list shows: a page of the most deliveries stays below some hundred
   * kilobytes.
   */
  public static final int SHOWN_IN_LISTS = 5;

  public DecisionView {
    outcomes = List.copyOf(outcomes);
  }

  public static DecisionView of(Verdict verdict, List<Outcome> outcomes) {
    return new DecisionView(
        verdict.decidedAt(),
        verdict.integrationSlug(),
        verdict.spaceId(),
        verdict.commitSha(),
        verdict.branch(),
        verdict.pullRequestId(),
        verdict.ignoredReason(),
        verdict.detail(),
        verdict.counts(),
        outcomes);
  }
}
