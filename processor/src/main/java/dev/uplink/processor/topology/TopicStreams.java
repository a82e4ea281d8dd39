package dev.uplink.processor.topology;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** From a topic to those who decide, and from them to the topic that their results are of. */
final class TopicStreams {
  private TopicStreams() {}

  static <T extends SpecificRecord> KStream<String, Received<T>> in(
      StreamsBuilder builder, Topic<T> topic, AvroSerdes serdes, TimestampExtractor time) {
    return builder.stream(
        topic.name(),
        Consumed.with(Serdes.String(), Received.serde(serdes.deserializer(topic)))
            .withTimestampExtractor(time)
            .withOffsetResetPolicy(AutoOffsetReset.earliest())
            .withName("read-" + plain(topic)));
  }

  /** Those that are of the topic's type, which no two topics share. */
  static <T extends SpecificRecord> KStream<String, T> out(
      KStream<String, SpecificRecord> results, Topic<T> topic, AvroSerdes serdes) {
    KStream<String, T> records =
        results
            .filter(
                (key, result) -> topic.value().isInstance(result), Named.as("only-" + plain(topic)))
            .mapValues(topic.value()::cast, Named.as("as-" + plain(topic)));
    records.to(
        topic.name(),
        Produced.with(Serdes.String(), serdes.serde(topic)).withName("write-" + plain(topic)));
    return records;
  }

  private static String plain(Topic<?> topic) {
    return topic.name().substring(topic.name().indexOf('.') + 1);
  }
}
