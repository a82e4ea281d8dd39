package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes records that reach Kafka if, and only if, the transaction they are appended in commits.
 * Records of one key arrive in the order in which they were appended, each at least once; their
 * revision tells a repetition. To be called under the row lock of the entity, which is what makes
 * the order of appending the order of committing.
 */
public interface Outbox {
  /** A null record is a tombstone: the key is gone. */
  <V extends SpecificRecord> void append(Topic<V> topic, String key, @Nullable V record);
}
