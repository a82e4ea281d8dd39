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
        .setLastErrorOfAll(trouble == null ? null : trouble.ofAll())
        .setAt(at)
        .setQueues(
            health.queues().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> toRecord(entry.getKey(), entry.getValue()))
                .toList())
        .setHints(
            health.hints().entrySet().stream()
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
            .filter(hint -> hint.getKind() != HintKind.UNKNOWN)
            .collect(
                Collectors.toMap(
                    hint -> new HintKey(hint.getKind(), hint.getSubject()),
                    HealthMapper::fromRecord,
                    Hint::or)));
  }

  /** Earlier versions did not say of what it was: of one that is healthy, of one call only. */
  private static @Nullable Trouble trouble(IntegrationHealth health) {
    @Nullable Instant at = health.getLastErrorAt();
    return at == null
        ? null
        : new Trouble(
            at,
            Objects.requireNonNullElse(health.getLastError(), ""),
            Objects.requireNonNullElse(
                health.getLastErrorOfAll(), health.getState() != HealthState.HEALTHY));
  }

  private static IntegrationHint toRecord(HintKey what, Hint found) {
    return IntegrationHint.newBuilder()
        .setKind(what.kind())
        .setSubject(what.subject())
        .setRepository(found.repository())
        .setActive(found.active())
        .setAt(found.at())
        .build();
  }

  private static Hint fromRecord(IntegrationHint hint) {
    return new Hint(hint.getActive(), hint.getRepository(), hint.getAt());
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
