package dev.uplink.ingress.controlplane.delivery.projection;

import static dev.uplink.ingress.controlplane.delivery.projection.Words.optional;
import static dev.uplink.ingress.controlplane.delivery.projection.Words.symbol;
import static dev.uplink.ingress.controlplane.delivery.projection.Words.text;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.OutcomeCounts;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as what they tell of a delivery. Throws {@link IllegalArgumentException} for one that no
 * writer of ours sends.
 */
public final class NewsMapper {
  private static final String ID = "[0-9A-Za-z-]{1,48}";

  private NewsMapper() {}

  static News.Arrived arrived(RawWebhook webhook, int partition, long offset) {
    return new News.Arrived(
        subject(
            webhook.getDeliveryId(),
            webhook.getReceivedAt(),
            webhook.getRepositoryKey(),
            webhook.getIntegrationId(),
            webhook.getEventKey(),
            webhook.getReplayOf()),
        new Arrival(
            webhook.getReceivedAt(),
            optional(webhook.getRequestId(), Words.SHORT),
            optional(webhook.getHookId(), Words.SHORT),
            webhook.getAttempt(),
            optional(webhook.getUserAgent(), Words.SHORT),
            text(webhook.getSecretId(), Words.SHORT),
            webhook.getBody().remaining(),
            partition,
            offset));
  }

  /** What a decision tells; its record's key is its repository's. */
  static News.Decided decided(Decision decision, String repositoryKey) {
    return new News.Decided(
        subject(
            decision.getDeliveryId(),
            decision.getDecidedAt(),
            repositoryKey,
            decision.getIntegrationId(),
            decision.getEventKey(),
            decision.getReplayOf()),
        verdict(decision),
        decision.getOutcomes().stream().map(NewsMapper::outcome).toList());
  }

  public static Verdict verdict(Decision decision) {
    return new Verdict(
        decision.getDecidedAt(),
        optional(decision.getIntegrationSlug(), Words.SHORT),
        optional(decision.getSpaceId(), Words.SHORT),
        optional(decision.getNamespace(), Words.SHORT),
        optional(decision.getRepository(), Words.SHORT),
        decision.getCommitSha(),
        optional(decision.getBranch(), Words.REF_NAME),
        decision.getPullRequestId(),
        symbol(decision.getIgnoredReason()),
        optional(decision.getDetail(), Words.LONG),
        decision.getLookupIds(),
        commits(decision),
        counts(decision));
  }

  static News.GivenUp givenUp(DeadLetter letter, String deliveryId, String repositoryKey) {
    return new News.GivenUp(
        subject(deliveryId, letter.getAt(), repositoryKey, null, eventKey(letter), null),
        new DeadEnd(
            letter.getAt(),
            text(letter.getStage(), Words.SHORT),
            letter.getReason().name(),
            text(letter.getMessage(), Words.LONG)));
  }

  /** The event key of a trigger, as decisions have it; that of a webhook is in the webhook. */
  private static @Nullable String eventKey(DeadLetter letter) {
    return letter.getOriginTopic().equals(Topics.TRIGGER_REQUESTS.name()) ? Delivery.TRIGGER : null;
  }

  private static Subject subject(
      String id,
      Instant at,
      String repositoryKey,
      @Nullable String integrationId,
      @Nullable String eventKey,
      @Nullable String replayOf) {
    if (!id.matches(ID)) {
      throw new IllegalArgumentException("no id of a delivery");
    }
    RepositoryKey key = RepositoryKey.parse(repositoryKey);
    Provider provider = Provider.valueOf(key.product().provider().name());
    return new Subject(
        id,
        key.account().value(),
        at,
        provider,
        key.toString(),
        integrationId,
        optional(eventKey, Words.SHORT),
        replayOf);
  }

  private static List<String> commits(Decision decision) {
    return Stream.concat(
            Stream.ofNullable(decision.getCommitSha()),
            decision.getOutcomes().stream().map(DecisionOutcome::getCommitSha))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static OutcomeCounts counts(Decision decision) {
    Map<OutcomeType, Integer> counts = new EnumMap<>(OutcomeType.class);
    decision.getOutcomes().forEach(outcome -> counts.merge(outcome.getOutcome(), 1, Integer::sum));
    return new OutcomeCounts(
        counts.getOrDefault(OutcomeType.STARTED, 0),
        counts.getOrDefault(OutcomeType.STOPPED, 0),
        counts.getOrDefault(OutcomeType.DEDUPLICATED, 0),
        counts.getOrDefault(OutcomeType.IGNORED, 0),
        counts.getOrDefault(OutcomeType.REJECTED, 0));
  }

  public static Outcome outcome(DecisionOutcome outcome) {
    return new Outcome(
        outcome.getTargetId(),
        outcome.getTargetSlug(),
        outcome.getTargetKind().name(),
        outcome.getOutcome().name(),
        symbol(outcome.getReason()),
        outcome.getRunId(),
        symbol(outcome.getRunType()),
        outcome.getCommitSha(),
        symbol(outcome.getRefType()),
        optional(outcome.getRefName(), Words.REF_NAME),
        outcome.getPullRequestId(),
        outcome.getChangedFilesKnown(),
        optional(outcome.getDetail(), Words.LONG));
  }
}
