package dev.uplink.local.replay;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topic;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the values of one topic as far as they are what belongs there. */
final class Decoder<T extends SpecificRecord> {
  private final String topic;
  private final Deserializer<T> deserializer;

  Decoder(AvroSerdes serdes, Topic<T> topic) {
    this.topic = topic.name();
    this.deserializer = serdes.deserializer(topic);
  }

  /** Empty for what is no such record, and for a tombstone. */
  Optional<T> read(byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(deserializer.deserialize(topic, value));
    } catch (RegistryUnavailableException e) {
      throw new CannotReplayException(
          """
          The schema registry does not answer (%s).
          Is Uplink running (deploy/local/up)? Is its UPLINK_REGISTRY_PORT another one?\
          """
              .formatted(e.getMessage()),
          e);
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }
}
