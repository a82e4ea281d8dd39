package dev.uplink.schemas.start;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicOverrides;
import dev.uplink.schemas.topic.TopicVerifier;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Checks at start what a service and the others agreed on: the schemas and topics it touches. */
public final class KafkaContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private KafkaContract() {}

  /**
   * Throws when the registry or the broker is away, or holds something else than the catalogue; the
   * message says what to do.
   */
  public static void verify(Service service, Settings settings, AvroSerdes serdes) {
    KafkaAccess kafka = KafkaAccess.from(settings);
    TopicOverrides overrides = settings.get(KafkaSettings.TOPIC_OVERRIDES);
    List<? extends Topic<? extends SpecificRecord>> topics =
        Topics.ALL.stream()
            .filter(topic -> topic.writers().contains(service) || topic.readers().contains(service))
            .map(topic -> overrides.applyTo(topic))
            .toList();
    serdes.warmUp(topics);
    // Closing waits for what is still asked, so that too is bounded.
    int patience = (int) PATIENCE.toMillis();
    try (Admin admin =
        Admin.create(
            kafka.with(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    patience,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    patience)))) {
      new TopicVerifier(admin, PATIENCE).verify(topics);
    }
  }
}
