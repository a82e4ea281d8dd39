package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that should not be where they are, on any topic that is read. */
class BadRecordStoryTest {
  private static final List<Topic<?>> INPUTS = List.of(Topics.WEBHOOKS, Topics.TRIGGER_REQUESTS);
  private static final List<Topic<?>> CATALOGUE =
      List.of(Topics.SPACES, Topics.INTEGRATIONS, Topics.STACKS, Topics.MODULES);

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  /** Too short; not the format; a schema nobody registered; a length nobody has room for. */
  static Stream<byte[]> noRecords() {
    HexFormat hex = HexFormat.of();
    return Stream.of(
        new byte[0],
        new byte[] {0},
        hex.parseHex("00000000"),
        "{\"deliveryId\":\"d1\"}".getBytes(UTF_8),
        hex.parseHex("010000000100"),
        hex.parseHex("007fffffff00"),
        hex.parseHex("0000000001ffffffffffffffffff01"),
        hex.parseHex("0000000001f8ffffff0b"));
  }

  @ParameterizedTest
  @MethodSource("noRecords")
  void whatIsNoRecordIsADeadLetterOfItsTopicWithAllItsBytes(byte[] bytes) {
    for (Topic<?> topic : INPUTS) {
      story.raw(topic, Samples.KEY, bytes);

      List<DeadLetter> letters = story.deadLetters();
      assertThat(letters).hasSize(1);
      assertThat(letters.getFirst().getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
      assertThat(letters.getFirst().getOriginTopic()).isEqualTo(topic.name());
      assertThat(letters.getFirst().getValue().array()).isEqualTo(bytes);
    }
    assertThat(story.decisions()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("noRecords")
  void whatIsNoEntityIsADeadLetterAndTheEntityStaysAsItWas(byte[] bytes) {
    attach();
    for (Topic<?> topic : CATALOGUE) {
      story.raw(topic, "ACME/network", bytes).raw(topic, "ACME/bb", bytes);
    }

    assertThat(story.catalogueFaults)
        .hasSize(2 * CATALOGUE.size())
        .allMatch(letter -> letter.getReason() == DeadLetterReason.NOT_AVRO);
    assertAttached();
  }

  /** Avro reads as far as it gets: what is left over is the sign that it was something else. */
  @Test
  void aRecordOfAnotherTopicIsADeadLetter() {
    byte[] stack =
        AvroSerdes.over(story.registry)
            .serializer(Topics.STACKS)
            .serialize(Topics.STACKS.name(), Samples.stack("network").build());

    story.raw(Topics.WEBHOOKS, Samples.KEY, stack);

    assertThat(story.deadLetters().getFirst().getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
  }

  @Test
  void aRecordCutOffAnywhereIsADeadLetter() {
    byte[] webhook =
        AvroSerdes.over(story.registry)
            .serializer(Topics.WEBHOOKS)
            .serialize(Topics.WEBHOOKS.name(), Pushes.push("d1", Pushes.branch("main", 'a', 'b')));

    for (int length = 0; length < webhook.length; length++) {
      story.raw(Topics.WEBHOOKS, Samples.KEY, Arrays.copyOf(webhook, length));
    }

    assertThat(story.deadLetters())
        .hasSize(webhook.length)
        .allMatch(letter -> letter.getReason() == DeadLetterReason.NOT_AVRO);
  }

  @Test
  void aTombstoneOnAnInputIsADeadLetterEachTime() {
    for (Topic<?> topic : INPUTS) {
      story.raw(topic, Samples.KEY, null).raw(topic, Samples.KEY, null);

      assertThat(story.deadLetters())
          .hasSize(2)
          .allMatch(letter -> letter.getReason() == DeadLetterReason.UNEXPECTED_TOMBSTONE)
          .allMatch(letter -> letter.getValue() == null);
    }
  }

  /** The catalogue's readers start from the oldest record, and may meet a deletion alone. */
  @Test
  void aTombstoneOfAnEntityThatWasNeverThereDoesNothing() {
    attach();
    for (Topic<?> topic : CATALOGUE) {
      story.raw(topic, "ACME/never-there", null).raw(topic, "no entity's key", null);
    }

    assertThat(story.catalogueFaults).isEmpty();
    assertAttached();
  }

  private void attach() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  private void assertAttached() {
    story.deliver(Pushes.push("d1", Pushes.branch("main", 'a', 'b')));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }
}
