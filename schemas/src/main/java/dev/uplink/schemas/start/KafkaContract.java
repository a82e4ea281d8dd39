package dev.uplink.schemas.start;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.serde.SchemaNotRegisteredException;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.surroundings.KafkaTrouble;
import dev.uplink.schemas.surroundings.RegistryNeighbour;
import dev.uplink.schemas.topic.KafkaUnavailableException;
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
import org.apache.kafka.common.KafkaException;

/** Checks at start what a service and the others agreed on: the schemas and topics it touches. */
public final class KafkaContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private KafkaContract() {}

  /**
   * Throws when the registry or the broker is away, or holds something else than the catalogue; the
   * message says what to do.
   */
  public static void verify(Service service, Settings settings, AvroSerdes serdes) {
    verify(service, settings, serdes, PATIENCE);
  }

  static void verify(
      Service service, Settings settings, AvroSerdes serdes, Duration patienceWithKafka) {
    KafkaAccess kafka = KafkaAccess.from(settings);
    TopicOverrides overrides = settings.get(KafkaSettings.TOPIC_OVERRIDES);
    List<? extends Topic<? extends SpecificRecord>> topics =
        Topics.ALL.stream()
            .filter(topic -> topic.writers().contains(service) || topic.readers().contains(service))
            .map(topic -> overrides.applyTo(topic))
            .toList();
    warmUp(settings, serdes, topics);
    try {
      verify(kafka, topics, patienceWithKafka);
    } catch (KafkaException | KafkaUnavailableException e) {
      throw NotUsableException.of(KafkaTrouble.where(kafka), KafkaTrouble.words(e, kafka), e);
    }
  }

  private static void warmUp(
      Settings settings, AvroSerdes serdes, List<? extends Topic<?>> topics) {
    String registry = RegistryNeighbour.where(settings.get(SerdeSettings.REGISTRY_URL));
    try {
      serdes.warmUp(topics);
    } catch (RegistryUnavailableException e) {
      throw NotUsableException.of(registry, RegistryNeighbour.words(e), e);
    } catch (SchemaNotRegisteredException e) {
      throw new NotUsableException(
          registry
              + " does not have this version's schemas. If it never had them, register them, as"
              + " deploy/compose and deploy/kubernetes do; if it lost them, register nothing and"
              + " see 'A deleted registry' in deploy/recovery/README.md",
          e);
    }
  }

  private static void verify(
      KafkaAccess kafka, List<? extends Topic<?>> topics, Duration patience) {
    // Closing waits for what is still asked, so that too is bounded.
    int millis = (int) patience.toMillis();
    try (Admin admin =
        Admin.create(
            kafka.with(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    millis,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    millis)))) {
      new TopicVerifier(admin, patience).verify(topics);
    }
  }
}
