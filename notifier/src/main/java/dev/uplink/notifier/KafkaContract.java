package dev.uplink.notifier;

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

/** Checks at start what the notifier and the others agreed on: schemas and topics it touches. */
final class KafkaContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private KafkaContract() {}

  /** Throws when the registry or the broker is away, or holds something else than the catalogue. */
  static void verify(Settings settings, AvroSerdes serdes) {
    TopicOverrides overrides = settings.get(KafkaSettings.TOPIC_OVERRIDES);
    List<? extends Topic<? extends SpecificRecord>> topics =
        Topics.ALL.stream()
            .filter(KafkaContract::concernsNotifier)
            .map(topic -> overrides.applyTo(topic))
            .toList();
    serdes.warmUp(topics);
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(KafkaSettings.BOOTSTRAP_SERVERS)))) {
      new TopicVerifier(admin, PATIENCE).verify(topics);
    }
  }

  private static boolean concernsNotifier(Topic<?> topic) {
    return topic.writers().contains(Service.NOTIFIER) || topic.readers().contains(Service.NOTIFIER);
  }
}
