package dev.uplink.ingress.controlplane.outbox;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaNames;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the publisher's producers. */
public final class OutboxProducer {
  private OutboxProducer() {}

  public static Producer<String, byte[]> over(KafkaAccess kafka) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            KafkaNames.OUTBOX_TRANSACTIONS,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            KafkaNames.OUTBOX_TRANSACTIONS,
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
            15_000);
    return new KafkaProducer<>(
        kafka.with(config), new StringSerializer(), new ByteArraySerializer());
  }
}
