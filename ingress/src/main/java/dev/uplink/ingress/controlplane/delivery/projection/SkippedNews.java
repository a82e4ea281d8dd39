package dev.uplink.ingress.controlplane.delivery.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is left out of the deliveries and of commits' pages, by topic. No dead letters: what
 * cannot be read there becomes one where it is processed, or is one itself; of a commit's page the
 * writer is ours and its next record mends it; and what the database does not take is still on its
 * topic.
 */
public final class SkippedNews {
  private static final Logger LOG = LoggerFactory.getLogger(SkippedNews.class);

  /** The database refuses what was told, which may be of any topic. */
  private static final String OF_SEVERAL = "any";

  private static final String UNREADABLE = "unreadable";
  private static final String REFUSED = "refused";

  private final MeterRegistry meters;

  public SkippedNews(MeterRegistry meters) {
    this.meters = meters;
    counter(REFUSED, OF_SEVERAL);
  }

  /** Counted from 0 on: a rate does not see the event that a counter comes into being with. */
  void expect(Set<String> topics) {
    topics.forEach(topic -> counter(UNREADABLE, topic));
  }

  void unreadable(ConsumerRecord<?, ?> record, RuntimeException why) {
    counter(UNREADABLE, record.topic()).increment();
    LOG.warn(
        "{}/{}/{} is left out of the deliveries: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        why.toString());
  }

  void refused(String what, Exception why) {
    counter(REFUSED, OF_SEVERAL).increment();
    LOG.warn("{} is left out of the deliveries: {}", what, why.getMessage());
  }

  private Counter counter(String reason, String topic) {
    return Counter.builder("uplink.deliveries.skipped")
        .description("Records that the list of deliveries does not show.")
        .tag("reason", reason)
        .tag("topic", topic)
        .register(meters);
  }
}
