package dev.uplink.schemas.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.uplink.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record that a running Uplink wrote, by the schema of today.
 *
 * @param key the record's key
 * @param record its value
 */
public record Example(String key, GenericRecord record) {
  private static final Path FOLDER = Path.of("src/test/resources/topics");
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Example of(Topic<?> topic) throws IOException {
    JsonNode kept = JSON.readTree(FOLDER.resolve(topic + ".json").toFile());
    Schema schema = SpecificData.get().getSchema(topic.value());
    return new Example(
        kept.required("key").textValue(), PlainJson.record(schema, kept.required("value")));
  }

  /** Avro binary, without the header that the registry's serdes put before it. */
  byte[] encoded() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Encoded and read back as the class that programs use. */
  public <T extends SpecificRecord> T as(Class<T> type) throws IOException {
    Schema schema = SpecificData.get().getSchema(type);
    SpecificDatumReader<T> reader =
        new SpecificDatumReader<>(schema, schema, SpecificData.getForSchema(schema));
    return reader.read(null, DecoderFactory.get().binaryDecoder(encoded(), null));
  }

  /** Encoded, read back, and written for people. */
  String pretty() throws IOException {
    ObjectNode shown = JSON.createObjectNode().put("key", key);
    shown.set("value", plain(decoded()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(shown);
  }

  private GenericRecord decoded() throws IOException {
    return new GenericDatumReader<GenericRecord>(record.getSchema())
        .read(null, DecoderFactory.get().binaryDecoder(encoded(), null));
  }

  private static JsonNode plain(GenericRecord read) throws JsonProcessingException {
    ObjectNode json = (ObjectNode) JSON.readTree(GenericData.get().toString(read));
    read.getSchema()
        .getFields()
        .forEach(
            field -> {
              if (read.get(field.pos()) instanceof ByteBuffer bytes) {
                json.put(
                    field.name(), StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString());
              }
            });
    return json;
  }
}
