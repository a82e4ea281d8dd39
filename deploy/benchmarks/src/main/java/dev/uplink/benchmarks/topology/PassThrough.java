package dev.uplink.benchmarks.topology;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The least a topology can do: reads a topic's records and writes each of them again. */
public final class PassThrough {
  /** Where they are written. */
  public static final String OUT = "bench.pass-through";

  private PassThrough() {}

  /** With the topic's own serdes, which read and write the record whole. */
  static <V extends SpecificRecord> Topology of(Topic<V> topic, AvroSerdes serdes) {
    Deserializer<V> reading = serdes.deserializer(topic);
    Serializer<V> writing = serdes.serializer(topic);
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(), "read", new StringDeserializer(), reading, topic.name())
        .addProcessor("pass", Pass<V>::new, "read")
        // Its schema is registered under the topic's own name only.
        .addSink(
            "write",
            OUT,
            new StringSerializer(),
            (Serializer<V>) (out, value) -> writing.serialize(topic.name(), value),
            "pass");
  }

  private static final class Pass<V> extends ContextualProcessor<String, V, String, V> {
    @Override
    public void process(Record<String, V> record) {
      context().forward(record);
    }
  }
}
