package dev.uplink.notifier;

import dev.uplink.notifier.aggregate.SilenceLimits;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.credentials.ApiCredentialsRepository;
import dev.uplink.notifier.credentials.CredentialResealing;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.delivery.DeliveryLoop;
import dev.uplink.notifier.health.HealthLoop;
import dev.uplink.notifier.lookup.LookupLoop;
import dev.uplink.notifier.probe.ProbeLoop;
import dev.uplink.notifier.topology.PageIds;
import dev.uplink.notifier.topology.StatusRules;
import dev.uplink.notifier.topology.StatusTopology;
import dev.uplink.notifier.topology.StreamsIntegrations;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalStoreDeadLetters;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.InternalTopics;
import dev.uplink.schemas.streams.StandstillWatch;
import dev.uplink.schemas.streams.StateFolder;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.streams.StreamsRunner;
import dev.uplink.schemas.streams.StreamsSettings;
import dev.uplink.schemas.streams.TopicGuard;
import dev.uplink.schemas.streams.UsedTopics;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Builds the graph of the notifier from its settings. */
@Factory
final class NotifierFactory {

  /** By which time passes in this process alone: of what others have written it knows nothing. */
  static final String STEADY = "steady";

  /** What other machines' times are compared with. */
  @Singleton
  @Primary
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  @Named(STEADY)
  Clock steadyClock(Clock clock) {
    return new SteadyClock(clock, System::nanoTime);
  }

  @Singleton
  DeadLetters deadLetters(AvroSerdes serdes) {
    return new DeadLetters("notifier", serdes);
  }

  @Bean(preDestroy = "close")
  @Singleton
  Tracing tracing(Settings settings) {
    return Tracing.from(settings, Service.NOTIFIER);
  }

  @Singleton
  GlobalStoreFaults integrationFaults(
      DeadLetters deadLetters, KafkaProducer<byte[], byte[]> producer) {
    return new GlobalStoreDeadLetters(deadLetters, producer, "keep-integrations", reason -> {});
  }

  @Singleton
  Topology topology(
      Settings settings,
      AvroSerdes serdes,
      DeadLetters deadLetters,
      GlobalStoreFaults faults,
      Tracing tracing,
      Clock clock) {
    return new StatusTopology(
            serdes,
            deadLetters,
            faults,
            rules(settings),
            Stores::persistentKeyValueStore,
            partitions(settings),
            tracing,
            clock)
        .get();
  }

  /** That of Kafka Streams asks for it first: it renames topics in a topology that it was given. */
  @Singleton
  UsedTopics usedTopics(Topology topology) {
    return UsedTopics.of(topology.describe(), KafkaNames.NOTIFIER, Set.of());
  }

  /** What is told again changes nothing: starts by their run, updates by their version. */
  @Singleton
  InternalTopics internalTopics(Settings settings, UsedTopics used) {
    return new InternalTopics(
        KafkaNames.NOTIFIER,
        used,
        partitions(settings),
        Map.of(),
        Set.of(Topics.DECISIONS.name(), Topics.RUN_UPDATES.name(), Topics.RUN_COMMANDS.name()));
  }

  private static int partitions(Settings settings) {
    return settings
        .get(KafkaSettings.TOPIC_OVERRIDES)
        .applyTo(Topics.DECISIONS)
        .settings()
        .partitions();
  }

  @Singleton
  StateFolder stateFolder(Settings settings, Clock clock) {
    return StateFolder.of(settings, KafkaNames.NOTIFIER, clock);
  }

  @Singleton
  KafkaStreams streams(
      Settings settings,
      Topology topology,
      UsedTopics used,
      DeadLetters deadLetters,
      MeterRegistry meters) {
    Properties properties = StreamsProperties.from(settings, KafkaNames.NOTIFIER, deadLetters);
    // What it writes is read by itself again, just after a commit: the next one comes only when a
    // poll returns, which by default waits 100 ms for more.
    properties.put(
        StreamsConfig.POLL_MS_CONFIG, settings.get(StreamsSettings.COMMIT_INTERVAL).toMillis());
    KafkaStreams streams = new KafkaStreams(topology, properties);
    new KafkaStreamsMetrics(streams).bindTo(meters);
    return streams;
  }

  private static StatusRules rules(Settings settings) {
    return new StatusRules(
        settings.get(NotifierSettings.LINKS_BASE),
        new PageIds(new SecureRandom()),
        new SilenceLimits(
            settings.get(NotifierSettings.SILENCE_TRACKED),
            settings.get(NotifierSettings.SILENCE_PROPOSED),
            settings.get(NotifierSettings.SILENCE_MODULE_TRACKED),
            settings.get(NotifierSettings.SILENCE_MODULE_PROPOSED),
            settings.get(NotifierSettings.SILENCE_PERSON)));
  }

  @Bean(preDestroy = "close")
  @Singleton
  TopicGuard topicGuard(
      Settings settings, UsedTopics used, StateFolder folder, StreamsRunner runner) {
    return TopicGuard.of(settings, used, folder, runner::abandon);
  }

  @Bean(preDestroy = "close")
  @Singleton
  StandstillWatch standstillWatch(Settings settings, MeterRegistry meters, Clock clock) {
    StandstillWatch watch = StandstillWatch.of(settings, KafkaNames.NOTIFIER, clock);
    meters.gauge("uplink.partitions.standing.still", watch, StandstillWatch::standing);
    return watch;
  }

  @Singleton
  Integrations integrations(KafkaStreams streams, Clock clock) {
    return new StreamsIntegrations(streams, clock);
  }

  @Singleton
  Credentials credentials(ApiCredentialsRepository repository, Settings settings) {
    return Credentials.of(repository, settings.get(NotifierSettings.CREDENTIALS_PRIVATE_KEYSET));
  }

  @Singleton
  CredentialResealing credentialResealing(ApiCredentialsRepository repository, Settings settings) {
    return new CredentialResealing(
        repository, settings.get(NotifierSettings.CREDENTIALS_PRIVATE_KEYSET));
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaProducer<byte[], byte[]> producer(Settings settings) {
    return new KafkaProducer<>(
        NotifierProperties.producer(settings),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Closed by {@link Notifier}, which knows the order. */
  @Singleton
  StreamsRunner runner(KafkaStreams streams, StateFolder folder, Clock clock) {
    return new StreamsRunner(streams, folder, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Notifier notifier(
      StreamsRunner topology,
      DeliveryLoop delivery,
      ProbeLoop probes,
      HealthLoop health,
      LookupLoop lookups) {
    return new Notifier(topology, delivery, probes, health, lookups);
  }

  @Singleton
  @Liveness
  HealthIndicator liveness(Notifier notifier) {
    return new ServiceHealth("notifier", notifier::isAlive);
  }

  @Singleton
  @Readiness
  HealthIndicator readiness(Notifier notifier) {
    return new ServiceHealth("statuses", notifier::isReady);
  }
}
