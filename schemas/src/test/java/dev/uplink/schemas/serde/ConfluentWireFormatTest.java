package dev.uplink.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.Records;
import dev.uplink.schemas.topic.Topics;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes themselves: any change here breaks every reader out there. */
class ConfluentWireFormatTest {
  private static final String TOPIC = Topics.RUN_UPDATES.name();

  /** Written out from the format's definition, not copied from a run. */
  private static final String GOLDEN =
      "00" // magic
          + "00000001" // schema id, big-endian
          + "62" // runId: 49 characters, zigzag
          + "303031313232333361616262636364642e3031323334353637383961626364656630313233343536373839616263646566"
          + "10" // state: 8 characters
          + "46494e4953484544"
          + "0e" // stateVersion: 7
          + "00" // url: null
          + "02" // message: the union's second branch
          + "10" // 8 characters
          + "3220746f20616464"
          + "02" // delta: the union's second branch
          + "04" // added: 2
          + "00" // changed: 0
          + "02" // deleted: 1
          + "9cb2cccaef66" // at: 1767323045006 milliseconds
          + "00"; // testCases: none

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private final Serializer<RunUpdate> serializer = serdes.serializer(Topics.RUN_UPDATES);
  private final Deserializer<RunUpdate> deserializer = serdes.deserializer(Topics.RUN_UPDATES);

  @Test
  void aRecordIsWrittenAsTheseVeryBytes() {
    byte[] bytes = serializer.serialize(TOPIC, Records.finished());

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
  }

  @Test
  void theseVeryBytesAreReadAsTheRecord() {
    serializer.serialize(TOPIC, Records.finished()); // registers the schema as number 1

    assertThat(deserializer.deserialize(TOPIC, HexFormat.of().parseHex(GOLDEN)))
        .isEqualTo(Records.finished());
  }

  @Test
  void nullIsATombstoneBothWays() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
    assertThat(deserializer.deserialize(TOPIC, null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "00000000", "01000000010e", "7b7d7b7d7b7d"})
  void bytesWithoutTheHeaderAreMalformed(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void everyTruncationIsMalformed() {
    byte[] whole = serializer.serialize(TOPIC, Records.finished());

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void bytesLeftOverAreMalformed() {
    byte[] whole = serializer.serialize(TOPIC, Records.finished());

    assertThatThrownBy(
            () -> deserializer.deserialize(TOPIC, Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("left over");
  }

  @Test
  void anUnknownSchemaIdIsMalformed() {
    assertThatThrownBy(
            () -> deserializer.deserialize(TOPIC, HexFormat.of().parseHex("000000270f00")))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("9999");
  }

  @Test
  void aRecordOfAnotherTopicIsMalformed() {
    byte[] letter = serializer.serialize(TOPIC, Records.finished());

    assertThatThrownBy(() -> serdes.deserializer(Topics.REJECTIONS).deserialize(TOPIC, letter))
        .isInstanceOf(MalformedRecordException.class);
  }
}
