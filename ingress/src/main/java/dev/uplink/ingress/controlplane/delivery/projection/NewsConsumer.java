package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaNames;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes the projections' consumers, each in the one group of all instances. */
public final class NewsConsumer {
  /** Group that reads which deliveries there are, and what was decided. */
  public static final String DELIVERIES = KafkaNames.DELIVERIES_GROUP;

  /** Group that reads all else: apart, so that no list is late because runs have much to report. */
  public static final String STORIES = KafkaNames.STORIES_GROUP;

  /** A fetch has no more than this, or one record: it bounds what is held and written at once. */
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  /** Large records end a batch by their bytes, of small ones these fit a statement's time well. */
  private static final int MOST_RECORDS = 500;

  /** Gathers what comes close together: a webhook and its decision need one batch then. */
  private static final int FETCH_WAIT_MS = 200;

  private static final int FETCH_MIN_BYTES = 64 * 1024;

  private NewsConsumer() {}

  public static Consumer<String, byte[]> over(KafkaAccess kafka, String group) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // At the first start what the topics still have is told, too.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Limits.RECORD_BYTES);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_MIN_BYTES);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    // An instance that died leaves its partitions to the others soon.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(
        kafka.with(config), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
