package dev.uplink.ingress.controlplane.feed;

import dev.uplink.schemas.access.KafkaAccess;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes feeds' consumers. */
public final class FeedConsumer {
  private FeedConsumer() {}

  /**
   * @param largest bytes of a record of the topic
   */
  public static Consumer<String, byte[]> over(KafkaAccess kafka, String clientId, int largest) {
    return new KafkaConsumer<>(
        kafka.with(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                // What a transaction that was aborted said was never said.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                largest)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
