package dev.uplink.ingress.webhook;

import dev.uplink.ingress.controlplane.trigger.DecisionFeedHealth;
import dev.uplink.ingress.webhook.kafka.KafkaWebhookPublisher;
import dev.uplink.ingress.webhook.refusals.NotedRefusals;
import dev.uplink.ingress.webhook.secrets.CachedWebhookSecrets;
import dev.uplink.ingress.webhook.secrets.NotedSecretUses;
import dev.uplink.schemas.surroundings.Surroundings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Stands in for Kafka and the database. */
@Factory
@Requires(env = FakesFactory.ENVIRONMENT)
final class FakesFactory {
  static final String ENVIRONMENT = "fakes";

  @Singleton
  @Replaces(CachedWebhookSecrets.class)
  FakeSecrets secrets() {
    return new FakeSecrets();
  }

  /** The feed needs Kafka; an indicator of another type takes the place of its own. */
  @Readiness
  @Singleton
  @Replaces(DecisionFeedHealth.class)
  HealthIndicator decisionFeedHealth() {
    return () -> Publishers.just(HealthResult.builder("decision-feed", HealthStatus.UP).build());
  }

  @Singleton
  @Replaces(Surroundings.class)
  Surroundings surroundings() {
    return new Surroundings(List.of(), Clock.systemUTC());
  }

  @Singleton
  @Replaces(NotedSecretUses.class)
  SecretUses secretUses() {
    return (secretId, at) -> {};
  }

  @Singleton
  @Replaces(NotedRefusals.class)
  RefusedWebhooks refusedWebhooks() {
    return (request, refusal) -> {};
  }

  @Singleton
  @Replaces(KafkaWebhookPublisher.class)
  FakePublisher publisher() {
    return new FakePublisher();
  }
}
