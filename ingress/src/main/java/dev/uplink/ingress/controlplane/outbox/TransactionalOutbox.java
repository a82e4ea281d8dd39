package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topic;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The outbox table. Records are serialized when they are appended, not when they are published: a
 * row is then plain bytes that no later version of the code can fail to write.
 */
public final class TransactionalOutbox implements Outbox {
  private final OutboxRepository rows;
  private final AvroSerdes serdes;
  private final InstantSource clock;
  private final Map<String, Serializer<? extends SpecificRecord>> serializers =
      new ConcurrentHashMap<>();

  public TransactionalOutbox(OutboxRepository rows, AvroSerdes serdes, InstantSource clock) {
    this.rows = rows;
    this.serdes = serdes;
    this.clock = clock;
  }

  @Override
  public <V extends SpecificRecord> void append(Topic<V> topic, String key, @Nullable V record) {
    if (record == null) {
      rows.appendTombstone(topic.name(), key, clock.instant());
    } else {
      rows.append(topic.name(), key, serialize(topic, record), clock.instant());
    }
  }

  private <V extends SpecificRecord> byte[] serialize(Topic<V> topic, V record) {
    try {
      return serializer(topic).serialize(topic.name(), record);
    } catch (RegistryUnavailableException e) {
      throw Refused.because(
          ProblemCode.REGISTRY_UNAVAILABLE, "Nothing was changed; the request may be sent again.");
    }
  }

  @SuppressWarnings("unchecked") // each was put there under its own topic's name
  private <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
    return (Serializer<V>)
        serializers.computeIfAbsent(topic.name(), name -> serdes.serializer(topic));
  }
}
