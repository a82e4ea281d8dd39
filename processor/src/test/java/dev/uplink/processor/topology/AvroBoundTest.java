package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroBoundTest {
  private static final int RECORDS = 300;

  @ParameterizedTest
  @ValueSource(classes = {Decision.class, RunCommand.class, Rejection.class})
  void noRecordTakesMoreThanItsBound(Class<? extends SpecificRecord> type) throws IOException {
    TrustedRecords.trust();
    Schema schema = SpecificData.get().getSchema(type);
    for (Object invented : new RandomData(schema, RECORDS, 7L, true)) {
      byte[] bytes = bytes(schema, invented);
      SpecificRecord record =
          new SpecificDatumReader<SpecificRecord>(schema, schema, SpecificData.getForSchema(schema))
              .read(null, DecoderFactory.get().binaryDecoder(bytes, null));

      // Above it, and near enough to spare almost every record its measuring.
      assertThat(AvroBound.of(record)).isBetween((long) bytes.length, 12L * bytes.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "€", "\uD83D\uDE00"})
  void everyCharacterIsCountedAsLongAsItMayBe(String character) throws IOException {
    Schema schema = Schema.create(Schema.Type.STRING);
    String text = character.repeat(1_000);

    assertThat(AvroBound.of(text)).isGreaterThanOrEqualTo(bytes(schema, text).length);
  }

  private static byte[] bytes(Schema schema, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
