package dev.uplink.schemas.serde;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in the Confluent wire format, whichever schema wrote them. Throws {@link
 * MalformedRecordException} for bytes that will never be a record, and {@link
 * RegistryUnavailableException} when only the registry's answer is missing: the first is a dead
 * letter, the second is tried again.
 */
public final class ConfluentAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  static {
    TrustedRecords.trust();
  }

  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistry registry;
  private @Nullable Schema expected;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    registry = SerdeConfig.registry(configs);
    expected = SpecificData.get().getSchema(SerdeConfig.valueType(configs));
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.schemaId(bytes);
    SpecificDatumReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = reader(id);
      readers.put(id, reader);
    }
    int length = bytes.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, null);
    try {
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new MalformedRecordException("bytes left over after a record on " + topic);
      }
      return record;
    } catch (MalformedRecordException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException(
          "not a record of " + topic + " by schema " + id + ": " + e.getMessage(), e);
    }
  }

  private SpecificDatumReader<T> reader(int id) {
    if (registry == null || expected == null) {
      throw new IllegalStateException("configure was not called");
    }
    Schema writer = registry.schemaOf(id);
    return new SpecificDatumReader<>(writer, expected, SpecificData.getForSchema(expected));
  }
}
