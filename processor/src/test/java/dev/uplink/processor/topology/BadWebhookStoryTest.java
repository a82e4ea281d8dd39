package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RawWebhook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that got past the edge: each has exactly one end, and that end says what it was. */
class BadWebhookStoryTest {
  private final Story story = new Story();
  private int deliveries;

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cloud/push-several", "cloud/push-update", "datacenter/refs-changed-several"})
  void aBodyCutOffAnywhereIsOneDeadLetter(String file) throws IOException {
    byte[] body = file(file);
    int end = new String(body, UTF_8).lastIndexOf('}');

    for (int length = 0; length <= end; length++) {
      deliver("repo:push", Arrays.copyOf(body, length));
    }

    assertThat(story.deadLetters())
        .hasSize(end + 1)
        .allMatch(letter -> letter.getReason() == DeadLetterReason.NOT_JSON)
        .extracting(DeadLetter::getDeliveryId)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, end + 1).mapToObj(i -> "d" + i).toList());
    assertThat(story.decisions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"repository":{"full_name":"payments/infra"}}]                  | NOT_AN_OBJECT
          17                                                               | NOT_AN_OBJECT
          -0.1e-99999                                                      | NOT_AN_OBJECT
          1e                                                               | NOT_JSON
          {"repository":{},"push":{},"repository":{}}                      | DUPLICATE_KEYS
          {"push":{"changes":[{"new":{"name":"a","name":"b"}}]}}           | DUPLICATE_KEYS
          {"push":{"changes":[]}} {"push":{"changes":[]}}                  | NOT_JSON
          {"push":{"changes":[],}}                                         | NOT_JSON
          {"push":/* why not */{}}                                         | NOT_JSON
          {"push":Infinity}                                                | NOT_JSON
          {"push":"\\x"}                                                    | NOT_JSON
          """)
  void whatIsNoObjectOfOrdinaryJsonIsADeadLetter(String body, DeadLetterReason reason) {
    assertThat(deadLetterOf(body.getBytes(UTF_8))).isEqualTo(reason);
  }

  /** Two readers that each take another one of the two would act on different repositories. */
  @Test
  void aRepositoryTwiceIsADeadLetterWhicheverIsTheKeys() {
    String twice =
        """
        {"repository":{"full_name":"payments/infra"},"push":{"changes":[]},
         "repository":{"full_name":"payments/other"}}
        """;

    assertThat(deadLetterOf(twice.getBytes(UTF_8))).isEqualTo(DeadLetterReason.DUPLICATE_KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 2 * 1024 * 1024})
  void nestingWithoutEndIsADeadLetterAndNoStackOverflow(int levels) {
    byte[] arrays = new byte[levels];
    Arrays.fill(arrays, (byte) '[');

    assertThat(deadLetterOf(arrays)).isEqualTo(DeadLetterReason.NESTED_TOO_DEEP);
  }

  @Test
  void nestingUpToTheLimitIsDecidedAndOneMoreIsADeadLetter() {
    assertThat(ignored(nested(Limits.JSON_DEPTH - 1))).isEqualTo(IgnoredReason.REPOSITORY_UNKNOWN);
    assertThat(ignored(nested(Limits.JSON_DEPTH))).isEqualTo(IgnoredReason.REPOSITORY_UNKNOWN);
    assertThat(deadLetterOf(nested(Limits.JSON_DEPTH + 1)))
        .isEqualTo(DeadLetterReason.NESTED_TOO_DEEP);
  }

  @Test
  void bytesThatAreNotUtf8AreADeadLetter() {
    assertThat(deadLetterOf("{\"push\":\"\u00e9\"}".getBytes(ISO_8859_1)))
        .isEqualTo(DeadLetterReason.NOT_JSON);
    assertThat(deadLetterOf(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, '"', ':', '1', '}'}))
        .isEqualTo(DeadLetterReason.NOT_JSON);
  }

  /** RFC 8259 lets readers pass over it, and recognise the other encodings JSON once had. */
  @Test
  void aByteOrderMarkOrAnotherUnicodeEncodingHidesNothing() {
    String body = "{\"repository\":{\"full_name\":\"payments/infra\"},\"push\":{\"changes\":[]}}";

    assertThat(ignored(("\ufeff" + body).getBytes(UTF_8))).isEqualTo(IgnoredReason.NO_CHANGES);
    assertThat(ignored(body.getBytes(UTF_16))).isEqualTo(IgnoredReason.NO_CHANGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "repo:exploded", "REPO:PUSH", "repo:push\r\n", "\0", "push"})
  void anUnknownOrMissingEventKeyIsIgnoredByThatName(String eventKey) {
    deliver(eventKey, "{\"push\":{\"changes\":[]}}".getBytes(UTF_8));

    Decision decision = story.decision();
    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.EVENT_UNKNOWN);
    assertThat(decision.getEventKey()).isEqualTo(eventKey);
  }

  /**
   * Each would take long, or much memory, if a reader were careless; all are of the limit's size.
   */
  @ParameterizedTest
  @ValueSource(strings = {"[],", "{},", "0,", "\"\",", "9", "\\u0061", "{\"a\":["})
  void aBodyFullOfOneThingHasItsEndInASecondOrTwo(String thing) {
    String start = thing.startsWith("\\") ? "{\"a\":\"" : "{\"a\":[";
    String body = start + thing.repeat((Limits.WEBHOOK_BODY_BYTES - 10) / thing.length());

    assertThat(deadLetterOf(body.getBytes(UTF_8)))
        .isIn(DeadLetterReason.NOT_JSON, DeadLetterReason.NESTED_TOO_DEEP);
  }

  @Test
  void anObjectOfAsManyKeysAsFitIsDecided() {
    StringBuilder body = new StringBuilder("{\"-\":0");
    for (int i = 0; body.length() < Limits.WEBHOOK_BODY_BYTES - 20; i++) {
      body.append(",\"").append(Integer.toString(i, 36)).append("\":0");
    }

    assertThat(ignored(body.append('}').toString().getBytes(UTF_8)))
        .isEqualTo(IgnoredReason.REPOSITORY_UNKNOWN);
  }

  private DeadLetterReason deadLetterOf(byte[] body) {
    deliver("repo:push", body);
    assertThat(story.decisions()).isEmpty();
    List<DeadLetter> letters = story.deadLetters();
    assertThat(letters).hasSize(1);
    return letters.getFirst().getReason();
  }

  private IgnoredReason ignored(byte[] body) {
    deliver("repo:push", body);
    assertThat(story.deadLetters()).isEmpty();
    return Objects.requireNonNull(story.decision().getIgnoredReason());
  }

  private void deliver(String eventKey, byte[] body) {
    RawWebhook webhook = Samples.webhook("d" + ++deliveries, eventKey, "");
    story.deliver(RawWebhook.newBuilder(webhook).setBody(ByteBuffer.wrap(body)).build());
  }

  private static byte[] nested(int levels) {
    return ("{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}").getBytes(UTF_8);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream body =
        BadWebhookStoryTest.class.getResourceAsStream("/webhooks/" + name + ".json")) {
      return Objects.requireNonNull(body, name).readAllBytes();
    }
  }
}
