package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.Records;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** What goes on, what waits and what is refused while the registry is away. */
class RegistryOutageTest {
  private static final String TOPIC = Topics.RUN_UPDATES.name();

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private final Serializer<RunUpdate> serializer = serdes.serializer(Topics.RUN_UPDATES);
  private final Deserializer<RunUpdate> deserializer = serdes.deserializer(Topics.RUN_UPDATES);

  @Test
  void warmSerdesGoOnWithoutTheRegistry() {
    deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, Records.finished()));
    registry.setAway(true);

    byte[] bytes = serializer.serialize(TOPIC, Records.finished());

    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(Records.finished());
  }

  @Test
  void aColdReaderSaysThatTheRegistryIsAwayAndNotThatTheRecordIsBad() {
    byte[] bytes = serializer.serialize(TOPIC, Records.finished());
    registry.setAway(true);

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aReaderRecoversByItselfWhenTheRegistryIsBack() {
    byte[] bytes = serializer.serialize(TOPIC, Records.finished());
    registry.setAway(true);
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(RegistryUnavailableException.class);

    registry.setAway(false);

    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(Records.finished());
  }

  @Test
  void warmingUpFailsAtOnceWhileTheRegistryIsAway() {
    registry.setAway(true);

    assertThatThrownBy(() -> serdes.warmUp(List.of(Topics.RUN_UPDATES)))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void warmingUpEveryTopicNeedsOnlyTheRegistry() {
    assertThatCode(() -> serdes.warmUp(Topics.ALL)).doesNotThrowAnyException();
  }

  @Test
  void oneSchemaOnTwoTopicsIsRegisteredUnderBoth() {
    ConfluentAvroSerializer<RunUpdate> shared = new ConfluentAvroSerializer<>();
    shared.configure(
        java.util.Map.of(SerdeConfig.REGISTRY, registry, SerdeConfig.AUTO_REGISTER, true), false);
    shared.serialize("one", Records.finished());
    shared.serialize("two", Records.finished());

    assertThat(registry.idOf("one-value", RunUpdate.getClassSchema()))
        .isEqualTo(registry.idOf("two-value", RunUpdate.getClassSchema()));
  }

  @Test
  void withoutAutoRegistrationAnUnregisteredSchemaIsRefused() {
    ConfluentAvroSerializer<RunUpdate> strict = new ConfluentAvroSerializer<>();
    strict.configure(java.util.Map.of(SerdeConfig.REGISTRY, registry), false);

    assertThatThrownBy(() -> strict.serialize(TOPIC, Records.finished()))
        .isInstanceOf(SchemaNotRegisteredException.class)
        .hasMessageContaining(Topics.RUN_UPDATES.subject());
  }
}
