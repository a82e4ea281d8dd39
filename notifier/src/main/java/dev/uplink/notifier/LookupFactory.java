package dev.uplink.notifier;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.reader.BitbucketReaders;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.lookup.Asker;
import dev.uplink.notifier.lookup.BitbucketQuery;
import dev.uplink.notifier.lookup.LookupHandler;
import dev.uplink.notifier.lookup.LookupLoop;
import dev.uplink.notifier.lookup.LookupRecords;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Builds what answers the processor's lookups. */
@Factory
final class LookupFactory {
  @Singleton
  LookupHandler lookupHandler(
      KafkaProducer<byte[], byte[]> producer,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      Integrations integrations,
      Credentials credentials,
      @Named(HttpFactory.LOOKUPS) BitbucketHttp http,
      HealthLoop health,
      MeterRegistry meters,
      Tracing tracing,
      Settings settings,
      Clock clock,
      @Named(NotifierFactory.STEADY) Clock steadyClock) {
    BitbucketReaders readers =
        new BitbucketReaders(settings.get(NotifierSettings.BITBUCKET_CLOUD_API), http, steadyClock);
    BitbucketQuery query =
        new BitbucketQuery(
            integrations, new UsableCredentials(credentials), readers::of, steadyClock);
    Asker asker =
        new Asker(
            query,
            settings.get(NotifierSettings.LOOKUP_DEADLINE),
            Thread::sleep,
            () -> ThreadLocalRandom.current().nextDouble(),
            steadyClock);
    return new LookupHandler(
        new LookupRecords(producer, serdes, deadLetters, clock),
        health.notingLookups(asker),
        meters,
        tracing,
        clock);
  }

  /** Closed by {@link Notifier}. */
  @Singleton
  LookupLoop lookupLoop(LookupHandler handler, Settings settings) {
    return new LookupLoop(() -> Consumers.of(NotifierProperties.lookups(settings)), handler);
  }
}
