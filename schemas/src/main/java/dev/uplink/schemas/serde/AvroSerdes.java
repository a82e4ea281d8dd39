package dev.uplink.schemas.serde;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one factory of serdes. Which classes it makes is configuration, so that Confluent's can take
 * the place of ours; each topic has instances of its own, because some libraries cache schema ids
 * without regard to the topic.
 */
public final class AvroSerdes {
  static {
    TrustedRecords.trust();
  }

  private static final String TOPIC_NAME_STRATEGY =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  private final String serializerClass;
  private final String deserializerClass;
  private final Map<String, Object> config;

  private AvroSerdes(String serializerClass, String deserializerClass, Map<String, Object> config) {
    this.serializerClass = serializerClass;
    this.deserializerClass = deserializerClass;
    this.config = Map.copyOf(config);
  }

  public static AvroSerdes from(Settings settings) {
    String url = settings.get(SerdeSettings.REGISTRY_URL).toString();
    Duration timeout = settings.get(SerdeSettings.REGISTRY_TIMEOUT);
    SchemaRegistry registry =
        new CachingRegistry(
            new ConfluentApiRegistry(settings.get(SerdeSettings.REGISTRY_URL), timeout));
    Map<String, Object> config = new HashMap<>();
    config.put(SerdeConfig.URL, url);
    config.put(SerdeConfig.TIMEOUT_MS, timeout.toMillis());
    config.put(SerdeConfig.REGISTRY, registry);
    return new AvroSerdes(
        settings.get(SerdeSettings.SERIALIZER), settings.get(SerdeSettings.DESERIALIZER), config);
  }

  /** Our own classes over a given registry; schemas are registered as they are first written. */
  public static AvroSerdes over(SchemaRegistry registry) {
    return new AvroSerdes(
        ConfluentAvroSerializer.class.getName(),
        ConfluentAvroDeserializer.class.getName(),
        Map.of(SerdeConfig.REGISTRY, registry, SerdeConfig.AUTO_REGISTER, true));
  }

  public <T extends SpecificRecord> Serde<T> serde(Topic<T> topic) {
    return Serdes.serdeFrom(serializer(topic), deserializer(topic));
  }

  @SuppressWarnings("unchecked") // the configured class writes any specific record
  public <T extends SpecificRecord> Serializer<T> serializer(Topic<T> topic) {
    Serializer<T> serializer = (Serializer<T>) create(serializerClass, Serializer.class);
    serializer.configure(configFor(topic), false);
    return serializer;
  }

  @SuppressWarnings("unchecked") // told by configuration to read the topic's own type
  public <T extends SpecificRecord> Deserializer<T> deserializer(Topic<T> topic) {
    Deserializer<T> deserializer = (Deserializer<T>) create(deserializerClass, Deserializer.class);
    deserializer.configure(configFor(topic), false);
    return deserializer;
  }

  /**
   * Writes and reads back one invented record of each topic, so that an unreachable registry or a
   * schema that was not registered stops the start, instead of the first webhook.
   */
  public void warmUp(Collection<? extends Topic<?>> topics) {
    topics.forEach(this::warmUpOne);
  }

  private <T extends SpecificRecord> void warmUpOne(Topic<T> topic) {
    try (Serde<T> serde = serde(topic)) {
      byte[] bytes = serde.serializer().serialize(topic.name(), Samples.of(topic.value()));
      serde.deserializer().deserialize(topic.name(), bytes);
    }
  }

  private Map<String, Object> configFor(Topic<?> topic) {
    Map<String, Object> all = new HashMap<>(config);
    all.putIfAbsent(SerdeConfig.AUTO_REGISTER, false);
    all.put(SerdeConfig.SPECIFIC_READER, true);
    all.put(SerdeConfig.VALUE_TYPE, topic.value());
    // Confluent's newer default asks the registry for associations, which others do not know.
    all.put(SerdeConfig.SUBJECT_NAMES, TOPIC_NAME_STRATEGY);
    return all;
  }

  private static <C> C create(String className, Class<C> type) {
    try {
      Class<?> found = Class.forName(className);
      return type.cast(found.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          className + " is not a " + type.getSimpleName() + " on the class path", e);
    }
  }
}
