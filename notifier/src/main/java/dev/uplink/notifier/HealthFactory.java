package dev.uplink.notifier;

import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.delivery.Backlogs;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Builds what tells how integrations fare. */
@Factory
final class HealthFactory {
  @Singleton
  Backlogs backlogs(MeterRegistry meters, Clock clock) {
    return new Backlogs(meters, clock);
  }

  /** Closed by {@link Notifier}. */
  @Singleton
  HealthLoop healthLoop(
      KafkaProducer<byte[], byte[]> producer,
      AvroSerdes serdes,
      Integrations integrations,
      Backlogs backlogs,
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
        backlogs,
        budgets,
        meters,
        clock);
  }
}
