package dev.uplink.notifier;

import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.delivery.Queues;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Builds what tells how integrations fare. */
@Factory
final class HealthFactory {
  @Singleton
  Queues queues(MeterRegistry meters, Clock clock) {
    return new Queues(meters, clock);
  }

  /** Closed by {@link Notifier}. */
  @Singleton
  HealthLoop healthLoop(
      KafkaProducer<byte[], byte[]> producer,
      AvroSerdes serdes,
      Integrations integrations,
      Queues queues,
      Budgets budgets,
      MeterRegistry meters,
      Settings settings,
      Clock clock) {
    return new HealthLoop(
        settings.get(StreamsSettings.INSTANCE_ID),
        () -> Consumers.of(NotifierProperties.follower(settings)),
        producer,
        serdes,
        integrations,
        queues,
        budgets,
        meters,
        clock);
  }
}
