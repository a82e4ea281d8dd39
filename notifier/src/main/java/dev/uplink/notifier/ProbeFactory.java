package dev.uplink.notifier;

import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.reader.BitbucketReaders;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.probe.ProbeLoop;
import dev.uplink.notifier.probe.Prober;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Builds what answers probes. */
@Factory
final class ProbeFactory {
  /** Closed by {@link Notifier}. */
  @Singleton
  ProbeLoop probeLoop(
      KafkaProducer<byte[], byte[]> producer,
      AvroSerdes serdes,
      Integrations integrations,
      Credentials credentials,
      BitbucketHttp http,
      HealthLoop health,
      Settings settings,
      Clock clock,
      @Named(NotifierFactory.STEADY) Clock steadyClock) {
    BitbucketReaders readers =
        new BitbucketReaders(settings.get(NotifierSettings.BITBUCKET_CLOUD_API), http, steadyClock);
    Prober prober =
        new Prober(integrations, new UsableCredentials(credentials), readers::of, Thread::sleep);
    return new ProbeLoop(
        () -> Consumers.of(NotifierProperties.probes(settings)),
        producer,
        serdes,
        health.notingProbes(prober::answer),
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory()),
        clock);
  }
}
