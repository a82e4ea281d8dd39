package dev.uplink.benchmarks.topology;

import dev.uplink.processor.ProcessorSettings;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.OnDisk;
import dev.uplink.processor.topology.RunTopology;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.apache.kafka.streams.Topology;

/** What is run. */
public enum Contender {
  /** The processor's topology, as production builds it. */
  PROCESSOR,
  /** {@link PassThrough} of webhooks. */
  WEBHOOKS_PASSED_THROUGH;

  Topology topology(Settings settings, AvroSerdes serdes, DeadLetters deadLetters) {
    return switch (this) {
      case PROCESSOR -> processor(settings, serdes, deadLetters);
      case WEBHOOKS_PASSED_THROUGH -> PassThrough.of(Topics.WEBHOOKS, serdes);
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
            (origin, reason, failure, key, value) -> {
              throw new IllegalStateException("the benchmark's catalogue is not readable", failure);
            },
            new Meters(new SimpleMeterRegistry()),
            Topics.WEBHOOKS.settings().partitions(),
            Clock.systemUTC())
        .get();
  }
}
