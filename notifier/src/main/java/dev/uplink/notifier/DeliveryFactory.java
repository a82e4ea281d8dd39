package dev.uplink.notifier;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.status.StatusPoster;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.delivery.Backlogs;
import dev.uplink.notifier.delivery.Delivery;
import dev.uplink.notifier.delivery.DeliveryLoop;
import dev.uplink.notifier.delivery.KafkaDeliveryJournal;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsSettings;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Builds what tells Bitbucket the statuses. */
@Factory
final class DeliveryFactory {
  @Singleton
  StatusPoster statusPoster(
      Integrations integrations,
      Credentials credentials,
      Settings settings,
      BitbucketHttp http,
      @Named(NotifierFactory.STEADY) Clock clock) {
    return new StatusPoster(
        integrations,
        credentials,
        settings.get(NotifierSettings.BITBUCKET_CLOUD_API),
        http,
        HttpFactory.TRY_BUDGET,
        clock);
  }

  @Singleton
  Delivery delivery(
      KafkaProducer<byte[], byte[]> producer,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      Budgets budgets,
      Backlogs backlogs,
      MeterRegistry meters,
      Tracing tracing,
      Clock clock,
      @Named(NotifierFactory.STEADY) Clock steadyClock) {
    return new Delivery(
        new KafkaDeliveryJournal(producer, serdes, deadLetters, budgets, clock),
        serdes,
        budgets,
        backlogs,
        meters,
        tracing,
        steadyClock);
  }

  /** Run, and stopped, by {@link Notifier}. */
  @Singleton
  DeliveryLoop deliveryLoop(
      Delivery delivery,
      StatusPoster poster,
      HealthLoop health,
      Integrations integrations,
      Settings settings) {
    return delivery.loop(
        Consumers.of(NotifierProperties.consumer(settings)),
        health.noting(poster),
        integrations,
        settings.get(NotifierSettings.GIVE_UP_AFTER),
        settings.get(NotifierSettings.AWAIT_CREDENTIALS),
        settings.get(StreamsSettings.SESSION_TIMEOUT));
  }
}
