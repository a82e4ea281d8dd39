package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.SilenceLimits;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;

/** What a {@link StatusDriver} is driven on: the topology in its test driver. */
final class StatusStage {
  static final AvroSerdes SERDES = AvroSerdes.over(new InMemorySchemaRegistry());
  private static final DeadLetters LETTERS = new DeadLetters("notifier", SERDES);
  private static final int PARTITIONS = 6;

  static final SilenceLimits PATIENCE =
      new SilenceLimits(
          Duration.ofHours(4),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(3),
          Duration.ofDays(1));

  private StatusStage() {}

  static TopologyTestDriver open(Topology topology, Path stateDir, Instant now) {
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.guarantees());
    properties.putAll(StreamsProperties.handlers(LETTERS));
    // Within transactions the test driver forgets what an exception handler wrote.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "statuses-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    return new TopologyTestDriver(topology, properties, now);
  }

  /** As production builds it, but for what cannot be seen in its description. */
  static Topology topology() {
    return topology(
        (origin, reason, failure, key, value) -> {},
        new StatusRules(new Links(null), () -> "page", PATIENCE),
        Tracing.off());
  }

  static Topology topology(GlobalStoreFaults faults, StatusRules rules, Tracing tracing) {
    return new StatusTopology(
            SERDES,
            LETTERS,
            faults,
            rules,
            Stores::inMemoryKeyValueStore,
            PARTITIONS,
            tracing,
            () -> Decisions.AT)
        .get();
  }

  /** Of all stores, by their names. */
  static Map<String, Map<String, Object>> rows(TopologyTestDriver driver) {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    driver.getAllStateStores().keySet().forEach(store -> rows.put(store, rows(driver, store)));
    return rows;
  }

  static Map<String, Object> rows(TopologyTestDriver driver, String store) {
    Map<String, Object> rows = new HashMap<>();
    try (KeyValueIterator<String, Object> all =
        driver.<String, Object>getKeyValueStore(store).all()) {
      all.forEachRemaining(row -> rows.put(row.key, row.value));
    }
    return rows;
  }
}
