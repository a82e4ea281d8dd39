package dev.uplink.notifier.health;

import dev.uplink.schemas.avro.HealthState;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Health as it stands on its topic. */
final class HealthMapper {
  private HealthMapper() {}

  static IntegrationHealth toRecord(Health health, Instant at) {
    return IntegrationHealth.newBuilder()
        .setAccountId(health.account().value())
        .setIntegrationId(health.integrationId())
        .setState(health.isHealthy() ? HealthState.HEALTHY : HealthState.UNHEALTHY)
        .setLastSuccessAt(health.successAt())
        .setLastErrorAt(health.errorAt())
        .setLastError(health.error())
        .setAt(at)
        .build();
  }

  static Health fromRecord(IntegrationHealth health) {
    return new Health(
        new AccountId(health.getAccountId()),
        health.getIntegrationId(),
        health.getLastSuccessAt(),
        health.getLastErrorAt(),
        health.getLastError());
  }

  /** As records keep it: a finer time would never equal what comes back from the topic. */
  static Instant now(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
