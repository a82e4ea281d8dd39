package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.docs.Example;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State outlives the release that wrote it. */
class ReleasedRowsTest {
  static List<Topic<?>> topics() {
    return List.copyOf(Topics.ALL);
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecord> void rowsOfEveryReleaseAreRead(Topic<T> topic) throws IOException {
    Example example = Example.of(topic);
    for (Schema released : ReleasedSchemas.of(topic)) {
      GenericRecord then = read(example.record(), released);
      StoreSerde<T> today = StoreSerde.of(topic);

      T read = today.deserializer().deserialize("store", row(then));

      assertThat(today.serializer().serialize("store", read))
          .isEqualTo(row(read(then, example.record().getSchema())));
    }
  }

  /** One field fewer is another schema: the row says by its fingerprint which one wrote it. */
  @Test
  void aRowOfAnotherSchemaIsReadOnlyByWhoKnowsIt() throws IOException {
    Schema earlier = without("url", RunUpdate.getClassSchema());
    byte[] row = row(read(Example.of(Topics.RUN_UPDATES).record(), earlier));

    assertThatThrownBy(
            () -> new StoreSerde<>(RunUpdate.class).deserializer().deserialize("store", row))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "A row of dev.uplink.schemas.avro.RunUpdate is of a release that this one does not"
                + " know: a later one?");
    RunUpdate read =
        new StoreSerde<>(RunUpdate.class, earlier).deserializer().deserialize("store", row);
    assertThat(read.getUrl()).isNull();
    assertThat(read.getRunId())
        .isEqualTo(Example.of(Topics.RUN_UPDATES).as(RunUpdate.class).getRunId());
  }

  /** As a program reads it that has this schema. */
  private static GenericRecord read(GenericRecord record, Schema schema) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return new GenericDatumReader<GenericRecord>(record.getSchema(), schema)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }

  private static byte[] row(GenericRecord record) throws IOException {
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema())
            .encode(record);
    byte[] row = new byte[bytes.remaining()];
    bytes.get(row);
    return row;
  }

  private static Schema without(String field, Schema schema) {
    return Schema.createRecord(
        schema.getName(),
        schema.getDoc(),
        schema.getNamespace(),
        false,
        schema.getFields().stream()
            .filter(each -> !each.name().equals(field))
            .map(each -> new Schema.Field(each, each.schema()))
            .toList());
  }
}
