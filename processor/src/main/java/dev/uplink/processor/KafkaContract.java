package dev.uplink.processor;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.Settings;
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

/** Checks at start what the processor and the others agreed on: the schemas and its topics. */
final class KafkaContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Only what the topology touches: a topic of a later step must not stop this one. */
  private static final List<Topic<? extends SpecificRecord>> TOPICS =
      List.of(
          Topics.SPACES,
          Topics.INTEGRATIONS,
          Topics.STACKS,
          Topics.MODULES,
          Topics.WEBHOOKS,
          Topics.TRIGGER_REQUESTS,
          Topics.DECISIONS,
          Topics.RUN_COMMANDS,
          Topics.REJECTIONS,
          Topics.DEAD_LETTERS);

  private KafkaContract() {}

  /** Throws when the registry or the broker is away, or holds something else than the catalogue. */
  static void verify(Settings settings, AvroSerdes serdes) {
    TopicOverrides overrides = settings.get(KafkaSettings.TOPIC_OVERRIDES);
    List<? extends Topic<? extends SpecificRecord>> topics =
        TOPICS.stream().map(topic -> overrides.applyTo(topic)).toList();
    serdes.warmUp(topics);
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(KafkaSettings.BOOTSTRAP_SERVERS)))) {
      new TopicVerifier(admin, PATIENCE).verify(topics);
    }
  }
}
