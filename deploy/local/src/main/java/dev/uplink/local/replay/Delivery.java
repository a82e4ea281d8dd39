package dev.uplink.local.replay;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A webhook as it stands, or stood, on its topic.
 *
 * @param id empty where neither the record nor a dead letter says it
 * @param key the record's: its repository, if all is well
 * @param eventKey empty where the record cannot be read
 * @param origin topic, partition and offset, as in a dead letter's key
 * @param replay whether it is a replay of another one
 */
record Delivery(
    String id,
    String key,
    String eventKey,
    Instant at,
    String origin,
    boolean replay,
    ConsumerRecord<byte[], byte[]> record) {

  /** Equal for what is the same delivery, and for no other. */
  String identity() {
    return id.isEmpty() ? origin : id;
  }
}
