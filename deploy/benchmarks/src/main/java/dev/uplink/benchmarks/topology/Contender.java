package dev.uplink.benchmarks.topology;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.SilenceLimits;
import dev.uplink.notifier.topology.PageIds;
import dev.uplink.notifier.topology.StatusRules;
import dev.uplink.notifier.topology.StatusTopology;
import dev.uplink.processor.ProcessorSettings;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.OnDisk;
import dev.uplink.processor.topology.RunTopology;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** What is run. */
public enum Contender {
  /** The processor's topology, as production builds it. */
  PROCESSOR,
  /** {@link PassThrough} of webhooks. */
  WEBHOOKS_PASSED_THROUGH,
  /** The notifier's topology, as production builds it. */
  NOTIFIER,
  /** {@link PassThrough} of run updates. */
  UPDATES_PASSED_THROUGH;

  Topology topology(Settings settings, AvroSerdes serdes, DeadLetters deadLetters) {
    return switch (this) {
      case PROCESSOR -> processor(settings, serdes, deadLetters);
      case WEBHOOKS_PASSED_THROUGH -> PassThrough.of(Topics.WEBHOOKS, serdes);
      case NOTIFIER -> notifier(serdes, deadLetters);
      case UPDATES_PASSED_THROUGH -> PassThrough.of(Topics.RUN_UPDATES, serdes);
    };
  }

  private static Topology processor(Settings settings, AvroSerdes serdes, DeadLetters deadLetters) {
    return new RunTopology(
            serdes,
            new OnDisk(),
            new Retention(
                settings.get(ProcessorSettings.DEDUPLICATION_RETENTION),
                settings.get(ProcessorSettings.RUN_RETENTION)),
            deadLetters,
            Contender::unreadable,
            new Meters(new SimpleMeterRegistry(), Clock.systemUTC()),
            Tracing.off(),
            Topics.WEBHOOKS.settings().partitions(),
            Clock.systemUTC())
        .get();
  }

  private static Topology notifier(AvroSerdes serdes, DeadLetters deadLetters) {
    Duration aDay = Duration.ofDays(1);
    return new StatusTopology(
            serdes,
            deadLetters,
            Contender::unreadable,
            new StatusRules(
                new Links(null),
                new PageIds(new SecureRandom()),
                new SilenceLimits(aDay, aDay, aDay, aDay, aDay)),
            Stores::persistentKeyValueStore,
            Topics.DECISIONS.settings().partitions(),
            Tracing.off(),
            Clock.systemUTC())
        .get();
  }

  private static void unreadable(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value) {
    throw new IllegalStateException("the benchmark's catalogue is not readable", failure);
  }
}
