package dev.uplink.local.replay;

import dev.uplink.schemas.topic.Topic;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics as they are now. It can only be read from them, so a dry run can change nothing. */
interface Records {
  /**
   * Every committed record up to where the topic ends at the call, each partition in order.
   *
   * @param from records before it may be left out; empty for the whole topic
   */
  void read(
      Topic<?> topic, Optional<Instant> from, Consumer<ConsumerRecord<byte[], byte[]>> reader);

  /** The record there, unless the topic no longer has it. */
  Optional<ConsumerRecord<byte[], byte[]>> at(Topic<?> topic, int partition, long offset);
}
