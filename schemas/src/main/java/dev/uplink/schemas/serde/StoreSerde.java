package dev.uplink.schemas.serde;

import dev.uplink.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The serde of state stores: Avro's single-object encoding, whose header is the schema's
 * fingerprint. Internal topics have no business in the registry, yet a store outlives the version
 * that wrote it; earlier versions of its schema are given here.
 */
public final class StoreSerde<T extends SpecificRecord> implements Serde<T> {
  static {
    TrustedRecords.trust();
  }

  private final String name;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  public StoreSerde(Class<T> type, Schema... earlier) {
    Schema schema = SpecificData.get().getSchema(type);
    name = schema.getFullName();
    SpecificData model = SpecificData.getForSchema(schema);
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
    for (Schema version : earlier) {
      decoder.addSchema(version);
    }
  }

  /** Serde for a store of what a topic has; rows are read that any release wrote. */
  public static <T extends SpecificRecord> StoreSerde<T> of(Topic<T> topic) {
    return new StoreSerde<>(topic.value(), ReleasedSchemas.of(topic).toArray(new Schema[0]));
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  private byte[] encode(T value) {
    try {
      ByteBuffer bytes = encoder.encode(value);
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable T decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (MissingSchemaException e) {
      throw new LaterReleaseException(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
