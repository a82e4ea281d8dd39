package dev.uplink.notifier.health;

import dev.uplink.notifier.quota.Left;
import dev.uplink.schemas.avro.HealthState;
import dev.uplink.schemas.avro.HintKind;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.avro.IntegrationHint;
import dev.uplink.schemas.avro.IntegrationQueue;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Health as it stands on its topic. */
final class HealthMapper {
  private HealthMapper() {}

  static IntegrationHealth toRecord(Health health, Instant at) {
    @Nullable Trouble trouble = health.trouble();
    return IntegrationHealth.newBuilder()
        .setAccountId(health.account().value())
        .setIntegrationId(health.integrationId())
        .setState(health.isHealthy() ? HealthState.HEALTHY : HealthState.UNHEALTHY)
        .setLastSuccessAt(health.successAt())
        .setLastErrorAt(trouble == null ? null : trouble.at())
        .setLastError(trouble == null ? null : trouble.words())
        .setAt(at)
        .setQueues(
            health.queues().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> toRecord(entry.getKey(), entry.getValue()))
                .toList())
        .setHints(
            health.links().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> toRecord(entry.getKey(), entry.getValue()))
                .toList())
        .build();
  }

  static Health fromRecord(IntegrationHealth health) {
    return new Health(
        new AccountId(health.getAccountId()),
        health.getIntegrationId(),
        health.getLastSuccessAt(),
        trouble(health),
        health.getQueues().stream()
            .collect(
                Collectors.toMap(
                    IntegrationQueue::getNotifier, HealthMapper::fromRecord, (a, b) -> b)),
        health.getHints().stream()
            .filter(hint -> hint.getKind() == HintKind.COMMIT_LINKS_MISSING)
            .collect(
                Collectors.toMap(
                    IntegrationHint::getSubject, HealthMapper::fromRecord, CommitLinks::or)));
  }

  /** Of one that is healthy, with an error since its last success, that was of one call only. */
  private static @Nullable Trouble trouble(IntegrationHealth health) {
    @Nullable Instant at = health.getLastErrorAt();
    return at == null
        ? null
        : new Trouble(
            at,
            Objects.requireNonNullElse(health.getLastError(), ""),
            health.getState() != HealthState.HEALTHY);
  }

  private static IntegrationHint toRecord(String workspace, CommitLinks links) {
    return IntegrationHint.newBuilder()
        .setKind(HintKind.COMMIT_LINKS_MISSING)
        .setSubject(workspace)
        .setRepository(links.repository())
        .setActive(links.missing())
        .setAt(links.at())
        .build();
  }

  private static CommitLinks fromRecord(IntegrationHint hint) {
    return new CommitLinks(hint.getActive(), hint.getRepository(), hint.getAt());
  }

  private static IntegrationQueue toRecord(String notifier, QueuePart part) {
    @Nullable Left left = part.left();
    return IntegrationQueue.newBuilder()
        .setNotifier(notifier)
        .setWaiting(part.waiting())
        .setWaitingSince(part.since())
        .setReason(part.reason())
        .setBudgetLimit(left == null ? null : left.limit())
        .setBudgetRemaining(left == null ? null : left.remaining())
        .setAt(part.at())
        .build();
  }

  private static QueuePart fromRecord(IntegrationQueue queue) {
    @Nullable Integer limit = queue.getBudgetLimit();
    @Nullable Integer remaining = queue.getBudgetRemaining();
    return new QueuePart(
        queue.getWaiting(),
        queue.getWaitingSince(),
        queue.getReason(),
        limit == null || remaining == null ? null : new Left(limit, remaining),
        queue.getAt());
  }

  /** As records keep it: a finer time would never equal what comes back from the topic. */
  static Instant now(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
