package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.Records;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topology whose only step fails as the test wants: by what it throws, or by its result. */
class DeadLetterHandlersTest {
  private static final byte[] GARBAGE = "not avro".getBytes(StandardCharsets.UTF_8);

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private @Nullable RuntimeException thrown = new IllegalStateException("a bug");
  private final TopologyTestDriver driver = driver();
  private final TestInputTopic<String, byte[]> input =
      driver.createInputTopic(
          Topics.RUN_UPDATES.name(), new StringSerializer(), new ByteArraySerializer());
  private final TestOutputTopic<String, DeadLetter> letters =
      driver.createOutputTopic(
          Topics.DEAD_LETTERS.name(),
          new StringDeserializer(),
          serdes.deserializer(Topics.DEAD_LETTERS));

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void bytesThatAreNotARecordBecomeADeadLetterThatKeepsThem() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(RecordHeaderNames.DELIVERY_ID, "d1".getBytes(StandardCharsets.UTF_8));

    input.pipeInput(new TestRecord<>("run", GARBAGE, headers, Records.AT));

    TestRecord<String, DeadLetter> letter = letters.readRecord();
    assertThat(letter.key()).isEqualTo("uplink.run-updates/0/0");
    assertThat(letter.value().getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.value().getValue()).isEqualTo(ByteBuffer.wrap(GARBAGE));
    assertThat(letter.value().getDeliveryId()).isEqualTo("d1");
    assertThat(letter.value().getApplication()).isEqualTo("test");
    assertThat(letter.value().getAt()).isEqualTo(Records.AT);
  }

  @Test
  void aBugBecomesADeadLetterThatNamesTheStep() {
    input.pipeInput("run", update());

    DeadLetter letter = letters.readValue();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.PROCESSING_FAILED);
    assertThat(letter.getStage()).isEqualTo("fail");
    assertThat(letter.getMessage()).isEqualTo("a bug");
    assertThat(letter.getExceptionClass()).isEqualTo(IllegalStateException.class.getName());
  }

  @Test
  void aResultThatCannotBeWrittenDownBecomesADeadLetterInsteadOfAnEndlessRetry() {
    thrown = null;

    input.pipeInput("run", update());

    DeadLetter letter = letters.readValue();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.PRODUCTION_FAILED);
    assertThat(letter.getStage()).isEqualTo("produce results");
    assertThat(letter.getOriginTopic()).isEqualTo(Topics.RUN_UPDATES.name());
  }

  @Test
  void aFailureThatMayPassFailsTheTaskAndLosesNothing() {
    byte[] update = update();
    TimeoutException passing = new TimeoutException("broker slow");
    thrown = new IllegalStateException("wrapped", passing);

    assertThatThrownBy(() -> input.pipeInput("run", update)).hasRootCause(passing);
    assertThat(letters.isEmpty()).isTrue();
  }

  @Test
  void anAbsentRegistryFailsTheTaskAndLosesNothing() {
    byte[] update = update();
    registry.setAway(true);

    assertThatThrownBy(() -> input.pipeInput("run", update)).hasStackTraceContaining("away");
    assertThat(letters.isEmpty()).isTrue();
  }

  private byte[] update() {
    return serdes
        .serializer(Topics.RUN_UPDATES)
        .serialize(Topics.RUN_UPDATES.name(), Records.finished());
  }

  private TopologyTestDriver driver() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.<String, RunUpdate>stream(
            Topics.RUN_UPDATES.name(),
            Consumed.with(Serdes.String(), serdes.serde(Topics.RUN_UPDATES)).withName("read"))
        .mapValues(
            update -> {
              if (thrown != null) {
                throw thrown;
              }
              return new RunUpdate(); // lacks what its schema requires
            },
            Named.as("fail"))
        .to("results", Produced.with(Serdes.String(), serdes.serde(Topics.RUN_UPDATES)));
    Properties properties = StreamsProperties.handlers(new DeadLetters("test", serdes));
    return new TopologyTestDriver(builder.build(), properties);
  }
}
