package dev.uplink.processor;

import dev.uplink.processor.lifecycle.StreamsHealth;
import dev.uplink.processor.lifecycle.SurroundingsHealth;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.NotedSuppliers;
import dev.uplink.processor.storage.OnDisk;
import dev.uplink.processor.topology.RunTopology;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
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
import dev.uplink.schemas.streams.TopicGuard;
import dev.uplink.schemas.streams.UsedTopics;
import dev.uplink.schemas.surroundings.KafkaNeighbour;
import dev.uplink.schemas.surroundings.Neighbour;
import dev.uplink.schemas.surroundings.RegistryNeighbour;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Builds the graph of the processor from its settings. */
@Factory
final class ProcessorFactory {
  @Singleton
  DeadLetters deadLetters(AvroSerdes serdes) {
    return new DeadLetters("processor", serdes);
  }

  @Singleton
  Meters meters(MeterRegistry registry) {
    return new Meters(registry, Clock.systemUTC());
  }

  @Bean(preDestroy = "close")
  @Singleton
  Tracing tracing(Settings settings) {
    return Tracing.from(settings, Service.PROCESSOR);
  }

  @Bean(preDestroy = "close")
  @Singleton
  Producer<byte[], byte[]> catalogueDeadLetterProducer(Settings settings) {
    return new KafkaProducer<>(
        KafkaAccess.from(settings)
            .with(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.DEAD_LETTER_RECORD_BYTES)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Singleton
  GlobalStoreFaults catalogueFaults(
      DeadLetters deadLetters, Producer<byte[], byte[]> producer, Meters meters) {
    return new GlobalStoreDeadLetters(deadLetters, producer, "read-catalogue", meters::deadLetter);
  }

  @Singleton
  NotedSuppliers stores() {
    return new NotedSuppliers(new OnDisk());
  }

  @Singleton
  RunTopology topology(
      Settings settings,
      AvroSerdes serdes,
      NotedSuppliers stores,
      DeadLetters deadLetters,
      GlobalStoreFaults faults,
      Meters meters,
      Tracing tracing) {
    return new RunTopology(
        serdes,
        stores,
        ProcessorSettings.retention(settings),
        deadLetters,
        faults,
        meters,
        tracing,
        partitions(settings),
        Clock.systemUTC());
  }

  @Singleton
  Topology streamsTopology(RunTopology topology) {
    return topology.get();
  }

  /** That of Kafka Streams asks for it first: it renames topics in a topology that it was given. */
  @Singleton
  UsedTopics usedTopics(Topology topology) {
    return UsedTopics.of(topology.describe(), KafkaNames.PROCESSOR, Memory.UNLOGGED);
  }

  /** Ends of runs may be told twice: a run that has ended is not ended again. */
  @Singleton
  InternalTopics internalTopics(Settings settings, UsedTopics used, NotedSuppliers stores) {
    return new InternalTopics(
        KafkaNames.PROCESSOR,
        used,
        partitions(settings),
        stores.expiring(),
        Set.of(Topics.RUN_UPDATES.name()));
  }

  private static int partitions(Settings settings) {
    return settings
        .get(KafkaSettings.TOPIC_OVERRIDES)
        .applyTo(Topics.WEBHOOKS)
        .settings()
        .partitions();
  }

  @Singleton
  StateFolder stateFolder(Settings settings) {
    return StateFolder.of(settings, KafkaNames.PROCESSOR, Clock.systemUTC());
  }

  /** Binds the metrics itself: as a bean of its own the binder would need the registry it feeds. */
  @Singleton
  KafkaStreams streams(
      Settings settings,
      Topology topology,
      UsedTopics used,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    KafkaStreams streams =
        new KafkaStreams(
            topology, StreamsProperties.from(settings, KafkaNames.PROCESSOR, deadLetters));
    new KafkaStreamsMetrics(streams).bindTo(registry);
    return streams;
  }

  @Bean(preDestroy = "close")
  @Singleton
  StreamsRunner runner(KafkaStreams streams, StateFolder folder) {
    return new StreamsRunner(streams, folder, Clock.systemUTC());
  }

  @Bean(preDestroy = "close")
  @Singleton
  TopicGuard topicGuard(
      Settings settings, UsedTopics used, StateFolder folder, StreamsRunner runner) {
    return TopicGuard.of(settings, used, folder, runner::abandon);
  }

  @Bean(preDestroy = "close")
  @Singleton
  StandstillWatch standstillWatch(Settings settings, MeterRegistry registry) {
    StandstillWatch watch = StandstillWatch.of(settings, KafkaNames.PROCESSOR, Clock.systemUTC());
    registry.gauge("uplink.partitions.standing.still", watch, StandstillWatch::standing);
    return watch;
  }

  @Bean(preDestroy = "close")
  @Singleton
  Surroundings surroundings(Settings settings) {
    KafkaAccess kafka = KafkaAccess.from(settings);
    return new Surroundings(
        List.of(
            new KafkaNeighbour(
                kafka,
                new Neighbour.Need(
                    true, "nothing is decided; what was accepted waits on its topics")),
            RegistryNeighbour.of(
                settings,
                new Neighbour.Need(
                    false, "all goes on but for what has a schema that was not met before"),
                Clock.systemUTC())),
        Clock.systemUTC());
  }

  @Readiness
  @Singleton
  SurroundingsHealth surroundingsHealth(Surroundings surroundings) {
    return new SurroundingsHealth(surroundings);
  }

  @Readiness
  @Singleton
  HealthIndicator readiness(StreamsRunner runner) {
    return new StreamsHealth("streams-running", runner::isRunning);
  }

  @Liveness
  @Singleton
  HealthIndicator liveness(StreamsRunner runner) {
    return new StreamsHealth("streams-alive", runner::isAlive);
  }
}
