package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.fixture.Records;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** The serializer is a class name in the settings: another one gets all that Confluent's needs. */
class ConfiguredSerdeTest {

  /** Stands for a class that knows nothing of Uplink. */
  public static final class Foreign implements Serializer<Object>, Deserializer<Object> {
    private final Map<String, Object> configs = new HashMap<>();

    @Override
    public void configure(Map<String, ?> given, boolean isKey) {
      configs.putAll(given);
    }

    @Override
    public byte[] serialize(String topic, Object data) {
      return new byte[] {42};
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
      return Records.finished();
    }

    @Override
    public void close() {}
  }

  @Test
  void aConfiguredClassWritesAndReads() {
    AvroSerdes serdes = AvroSerdes.from(settings(Foreign.class.getName()));

    assertThat(serdes.serializer(Topics.RUN_UPDATES).serialize("t", Records.finished()))
        .containsExactly(42);
    assertThat(serdes.deserializer(Topics.RUN_UPDATES).deserialize("t", new byte[] {42}))
        .isEqualTo(Records.finished());
  }

  @Test
  void aConfiguredClassIsToldWhatConfluentsNeeds() {
    Serializer<?> made =
        AvroSerdes.from(settings(Foreign.class.getName())).serializer(Topics.RUN_UPDATES);

    assertThat(((Foreign) made).configs)
        .containsEntry("schema.registry.url", "http://localhost:8081/apis/ccompat/v7")
        .containsEntry("auto.register.schemas", false)
        .containsEntry("specific.avro.reader", true)
        .containsEntry(
            "value.subject.name.strategy",
            "io.confluent.kafka.serializers.subject.TopicNameStrategy")
        .containsEntry("specific.avro.value.type", RunUpdate.class);
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    AvroSerdes serdes =
        AvroSerdes.from(settings("io.confluent.kafka.serializers.KafkaAvroSerializer"));

    assertThatThrownBy(() -> serdes.serializer(Topics.RUN_UPDATES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io.confluent.kafka.serializers.KafkaAvroSerializer");
  }

  private static Settings settings(String serde) {
    return Settings.read(
        Map.of(
            KafkaSettings.BOOTSTRAP_SERVERS.name(),
            "localhost:9092",
            SerdeSettings.REGISTRY_URL.name(),
            "http://localhost:8081/apis/ccompat/v7",
            SerdeSettings.SERIALIZER.name(),
            serde,
            SerdeSettings.DESERIALIZER.name(),
            serde),
        KafkaSettings.ALL);
  }
}
