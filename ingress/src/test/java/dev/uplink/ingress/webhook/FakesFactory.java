package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.kafka.KafkaWebhookPublisher;
import dev.uplink.ingress.webhook.secrets.CachedWebhookSecrets;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

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

  @Singleton
  @Replaces(KafkaWebhookPublisher.class)
  FakePublisher publisher() {
    return new FakePublisher();
  }
}
