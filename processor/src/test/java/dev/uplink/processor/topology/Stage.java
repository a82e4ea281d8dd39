package dev.uplink.processor.topology;

import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** What a {@link Story} is played on: the topology in its test driver, and its topics. */
final class Stage implements AutoCloseable {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AvroSerdes serdes;
  private final TopologyTestDriver driver;

  /**
   * @param faults is given the dead letters of the catalogue
   */
  Stage(
      InMemorySchemaRegistry registry,
      StoreSuppliers suppliers,
      InstantSource clock,
      Consumer<DeadLetter> faults,
      Tracing tracing) {
    serdes = AvroSerdes.over(registry);
    DeadLetters deadLetters = new DeadLetters("processor", serdes);
    RunTopology topology =
        new RunTopology(
            serdes,
            suppliers,
            Story.RETENTION,
            deadLetters,
            (origin, reason, failure, key, value) ->
                faults.accept(
                    deadLetters.letter(
                        origin, "catalogue", reason, "" + failure, failure, key, value)),
            new Meters(meters, clock),
            tracing,
            2,
            clock);
    driver = new TopologyTestDriver(topology.get(), properties(deadLetters), Story.START);
  }

  /** As production builds it, but for what cannot be seen in its description. */
  static Topology topology() {
    AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
    return new RunTopology(
            serdes,
            new InMemory(),
            Story.RETENTION,
            new DeadLetters("processor", serdes),
            (origin, reason, failure, key, value) -> {},
            new Meters(new SimpleMeterRegistry(), () -> Story.START),
            Tracing.off(),
            2,
            () -> Story.START)
        .get();
  }

  private static Properties properties(DeadLetters deadLetters) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "uplink-processor");
    properties.putAll(StreamsProperties.guarantees());
    // Within transactions the test driver forgets what an exception handler wrote.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.putAll(StreamsProperties.handlers(deadLetters));
    return properties;
  }

  TopologyTestDriver driver() {
    return driver;
  }

  SimpleMeterRegistry meters() {
    return meters;
  }

  <T extends SpecificRecord> TestInputTopic<String, T> input(Topic<T> topic) {
    return driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
  }

  /** For any bytes. */
  TestInputTopic<String, byte[]> raw(Topic<?> topic) {
    return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
  }

  <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), serdes.deserializer(topic));
  }

  <T extends SpecificRecord> T read(Topic<T> topic, byte[] bytes) {
    return serdes.deserializer(topic).deserialize(topic.name(), bytes);
  }

  @Override
  public void close() {
    driver.close();
  }
}
