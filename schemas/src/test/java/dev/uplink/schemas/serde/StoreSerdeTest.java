package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.fixture.Records;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StoreSerdeTest {
  private final StoreSerde<RunUpdate> serde = new StoreSerde<>(RunUpdate.class);

  @Test
  void aStoredRecordIsReadBack() {
    byte[] bytes = serde.serializer().serialize("store", Records.finished());

    assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(Records.finished());
  }

  @Test
  void nullStaysNull() {
    assertThat(serde.serializer().serialize("store", null)).isNull();
    assertThat(serde.deserializer().deserialize("store", null)).isNull();
  }

  @Test
  void aRecordOfAnUnknownSchemaIsRefusedRatherThanMisread() {
    byte[] bytes = serde.serializer().serialize("store", Records.finished());
    bytes[2] ^= 1; // the fingerprint begins at the third byte

    assertThatThrownBy(() -> serde.deserializer().deserialize("store", bytes))
        .isInstanceOf(SerializationException.class);
  }
}
