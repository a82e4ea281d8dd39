package dev.uplink.local.replay;

import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.topology.RunTopology;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The processor's own topology, without a broker: what it writes stays here. It remembers the
 * deliveries that it was given, and nothing of before.
 */
final class Rehearsal implements AutoCloseable {
  /** All of a repository in a row, so one partition is as good as many. */
  private static final int PARTITIONS = 1;

  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final Duration LONGER_THAN_ANY_WAIT = Limits.LOOKUP_WAIT.plusSeconds(2);

  private final AvroSerdes serdes;
  private final TopologyTestDriver driver;
  private final Map<String, LookupResult> answers;
  private int unusableEntities;

  /**
   * @param serdes whose registry nothing is written to
   * @param answers of Bitbucket, by lookup id
   */
  Rehearsal(AvroSerdes serdes, Retention retention, Map<String, LookupResult> answers) {
    this.serdes = serdes;
    this.answers = answers;
    DeadLetters deadLetters = new DeadLetters("dry-run", serdes);
    RunTopology topology =
        new RunTopology(
            serdes,
            new InMemoryStores(),
            retention,
            deadLetters,
            (origin, reason, failure, key, value) -> unusableEntities++,
            new Meters(new SimpleMeterRegistry(), Clock.systemUTC()),
            Tracing.off(),
            PARTITIONS,
            Clock.systemUTC());
    driver = new TopologyTestDriver(topology.get(), properties(deadLetters), Instant.now());
  }

  private static Properties properties(DeadLetters deadLetters) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "uplink-dry-run");
    properties.putAll(StreamsProperties.guarantees());
    // Within transactions the driver forgets what an exception handler wrote.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.putAll(StreamsProperties.handlers(deadLetters));
    return properties;
  }

  /** A record of one of the catalogue's topics; the later of two with one key counts. */
  void learn(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
    pipe(topic, record);
  }

  /** How many records of the catalogue could not be used. */
  int unusableEntities() {
    return unusableEntities;
  }

  /** Lets a delivery be decided; of one repository the earlier ones have to come first. */
  Rehearsed decide(Delivery delivery) {
    // What failed for an earlier one must not look as if this one had waited for it.
    driver.advanceWallClockTime(A_MOMENT);
    pipe(Topics.WEBHOOKS, delivery.record());
    int answered = 0;
    List<LookupKind> unanswered = new ArrayList<>();
    List<LookupRequest> questions = drain(Topics.LOOKUP_REQUESTS);
    Optional<Fate> fate = fate(delivery);
    boolean waited = false;
    while (fate.isEmpty() && !(waited && questions.isEmpty())) {
      int before = answered;
      for (LookupRequest question : questions) {
        LookupResult result = answers.get(question.getLookupId());
        if (result != null) {
          answer(question, result);
        }
        if (result != null && result.getOutcome() == LookupOutcome.ANSWERED) {
          answered++;
        } else {
          unanswered.add(question.getKind());
        }
      }
      fate = fate(delivery);
      if (fate.isEmpty() && answered == before) {
        driver.advanceWallClockTime(LONGER_THAN_ANY_WAIT);
        waited = true;
        fate = fate(delivery);
      }
      questions = drain(Topics.LOOKUP_REQUESTS);
    }
    // What nobody reads here would be kept in memory.
    drain(Topics.RUN_COMMANDS);
    drain(Topics.REJECTIONS);
    return new Rehearsed(fate.orElseGet(Fate.NotKnown::new), answered, unanswered);
  }

  private Optional<Fate> fate(Delivery delivery) {
    Optional<Fate> fate = Optional.empty();
    for (Decision decision : drain(Topics.DECISIONS)) {
      if (decision.getDeliveryId().equals(delivery.id())) {
        fate = Optional.of(FateMapper.decided(decision));
      }
    }
    for (DeadLetter letter : drain(Topics.DEAD_LETTERS)) {
      if (letter.getOriginTopic().equals(Topics.WEBHOOKS.name())) {
        fate = Optional.of(FateMapper.givenUp(letter));
      }
    }
    return fate;
  }

  private void answer(LookupRequest question, LookupResult result) {
    driver
        .createInputTopic(
            Topics.LOOKUP_RESULTS.name(),
            new StringSerializer(),
            serdes.serializer(Topics.LOOKUP_RESULTS))
        .pipeInput(question.getRepositoryKey(), result, question.getRequestedAt());
  }

  private void pipe(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput(
        new TestRecord<>(
            record.key(),
            record.value(),
            record.headers(),
            Instant.ofEpochMilli(record.timestamp())));
  }

  private <T extends SpecificRecord> List<T> drain(Topic<T> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer(topic))
        .readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
