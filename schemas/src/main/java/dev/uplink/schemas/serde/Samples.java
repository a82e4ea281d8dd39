package dev.uplink.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Invented records, valid by their schema and without meaning. */
final class Samples {
  private Samples() {}

  /** Goes through bytes, because Avro invents generic records only. */
  static <T extends SpecificRecord> T of(Class<T> type) {
    Schema schema = SpecificData.get().getSchema(type);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      Object sample = new RandomData(schema, 1, 1).iterator().next();
      new GenericDatumWriter<>(schema).write(sample, encoder);
      encoder.flush();
      SpecificDatumReader<T> reader =
          new SpecificDatumReader<>(schema, schema, SpecificData.getForSchema(schema));
      return reader.read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
