package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.schemas.Limits;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the publisher's producers. */
public final class OutboxProducer {
  /** The same for every instance, for ever: it is what fences a publisher that was replaced. */
  private static final String TRANSACTIONAL_ID = "uplink-ingress-outbox";

  private OutboxProducer() {}

  public static Producer<String, byte[]> over(String bootstrapServers) {
    Properties config = new Properties();
    config.putAll(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            TRANSACTIONAL_ID,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            TRANSACTIONAL_ID,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Limits.RECORD_BYTES,
            // All of a batch at once; 16 KiB, the default, would be many requests.
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            // Uncompressed, so that every client reads these topics without plug-ins.
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "none",
            // A broker that is away is found out, and begun anew with, within seconds.
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            10_000,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            15_000));
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
