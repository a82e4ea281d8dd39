package dev.uplink.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in the Confluent wire format. Schema ids are looked up once per topic; after
 * {@link AvroSerdes#warmUp} no record waits for the registry. Safe for several threads.
 */
public final class ConfluentAvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  static {
    TrustedRecords.trust();
  }

  private static final int INITIAL_BYTES = 512;

  /** One large record must not make every later one start as large. */
  private static final int MOST_INITIAL_BYTES = 16 * 1024;

  /** A topic's writer: the schema's id, and what writes records of that schema. */
  private record Writer<T>(int schemaId, SpecificDatumWriter<T> datum) {}

  private record Subject(String topic, Schema schema) {}

  private final Map<Subject, Writer<T>> writers = new ConcurrentHashMap<>();
  private @Nullable SchemaRegistry registry;
  private boolean autoRegister;

  /** What recent records needed, so that the buffer need not grow, copy by copy, for each. */
  private volatile int usualBytes = INITIAL_BYTES;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    registry = SerdeConfig.registry(configs);
    autoRegister = SerdeConfig.autoRegister(configs);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    if (value == null) {
      return null;
    }
    Subject subject = new Subject(topic, value.getSchema());
    Writer<T> writer = writers.get(subject);
    if (writer == null) {
      writer = writer(subject);
      writers.put(subject, writer);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(usualBytes);
    out.writeBytes(WireFormat.header(writer.schemaId()));
    // Unbuffered: what it writes to is in memory already.
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.datum().write(value, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      throw new MalformedRecordException("cannot write a record for " + topic, e);
    }
    if (out.size() > usualBytes) {
      usualBytes = Math.min(out.size() + out.size() / 8, MOST_INITIAL_BYTES);
    }
    return out.toByteArray();
  }

  private Writer<T> writer(Subject subject) {
    if (registry == null) {
      throw new IllegalStateException("configure was not called");
    }
    String name = subject.topic() + "-value";
    Schema schema = subject.schema();
    int id = autoRegister ? registry.register(name, schema) : registry.idOf(name, schema);
    return new Writer<>(id, new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
  }
}
