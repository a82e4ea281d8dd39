package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class GlobalStoreTest {
  private static final byte[] BYTES = "bytes".getBytes(UTF_8);
  private static final Origin ORIGIN =
      new Origin("entities", 3, 14, new RecordHeaders(), Instant.EPOCH);

  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final List<DeadLetterReason> metered = new ArrayList<>();

  @Test
  void whatCanBeReadIsHandedOverWithItsBytes() {
    assertThat(reading("entity").deserialize("entities", BYTES))
        .isEqualTo(new Received<>("entity", ByteBuffer.wrap(BYTES)));
  }

  @Test
  void aTombstoneIsNoRecord() {
    assertThat(reading("entity").deserialize("entities", null)).isNull();
  }

  @Test
  void whatIsMalformedIsHandedOverInsteadOfThrown() {
    RuntimeException malformed = new MalformedRecordException("no record");

    assertThat(failing(malformed).deserialize("entities", BYTES))
        .isEqualTo(new GlobalRecord.Undecodable<>(malformed, ByteBuffer.wrap(BYTES)));
  }

  @Test
  void anAbsentRegistryIsNoFaultOfTheRecord() {
    RuntimeException absent = new RegistryUnavailableException("away");

    assertThatThrownBy(() -> failing(absent).deserialize("entities", BYTES)).isSameAs(absent);
  }

  @Test
  void aFaultIsWrittenAsADeadLetterOfItsOrigin() {
    MockProducer<byte[], byte[]> producer = producer();

    report(producer);

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().getFirst().key()).isEqualTo("entities/3/14".getBytes(UTF_8));
    DeadLetter letter =
        serdes
            .deserializer(Topics.DEAD_LETTERS)
            .deserialize(Topics.DEAD_LETTERS.name(), producer.history().getFirst().value());
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.getStage()).isEqualTo("keep-entities");
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(BYTES));
    assertThat(metered).containsExactly(DeadLetterReason.NOT_AVRO);
  }

  @Test
  void aFaultThatCannotBeWrittenIsNotPassedOver() {
    MockProducer<byte[], byte[]> producer = producer();
    producer.sendException = new KafkaException("broker away");

    assertThatThrownBy(() -> report(producer)).isInstanceOf(KafkaException.class);
    assertThat(metered).isEmpty();
  }

  private void report(MockProducer<byte[], byte[]> producer) {
    new GlobalStoreDeadLetters(
            new DeadLetters("test", serdes), producer, "keep-entities", metered::add)
        .report(
            ORIGIN,
            DeadLetterReason.NOT_AVRO,
            new MalformedRecordException("no record"),
            "key".getBytes(UTF_8),
            BYTES);
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static GlobalRecordDeserializer<String> reading(String entity) {
    return new GlobalRecordDeserializer<>((topic, bytes) -> entity);
  }

  private static GlobalRecordDeserializer<String> failing(RuntimeException failure) {
    return new GlobalRecordDeserializer<>(
        (topic, bytes) -> {
          throw failure;
        });
  }
}
