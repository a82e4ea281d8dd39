package dev.uplink.processor.event;

import static dev.uplink.processor.event.Bodies.malformed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a dead letter, and what is only useless. */
class JsonBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":",
        "{\"a\" 1}",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{\"a\":NaN}",
        "nul",
        "{\"a\":\"\u0001\"}",
        "{\"a\":01}",
        "{a:1}",
        "{\"a\":1,}",
        "]",
        "{\"a\":[1,]}"
      })
  void whatIsNotJsonIsMalformed(String body) {
    assertThat(malformed(body)).isEqualTo(DeadLetterReason.NOT_JSON);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    byte[] body = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};

    assertThat(malformed(body)).isEqualTo(DeadLetterReason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true", "[{}]"})
  void jsonThatIsNoObjectIsMalformed(String body) {
    assertThat(malformed(body)).isEqualTo(DeadLetterReason.NOT_AN_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":1}", "{\"b\":[{\"a\":null,\"\\u0061\":2}]}", "{\"\":1,\"\":2}"})
  void aKeyThatComesTwiceIsMalformed(String body) {
    assertThat(malformed(body)).isEqualTo(DeadLetterReason.DUPLICATE_KEYS);
  }

  @Test
  void nestingUpToTheLimitIsReadAndBeyondItIsMalformed() {
    assertThat(Bodies.cloud("x", nested(Limits.JSON_DEPTH - 1)))
        .isInstanceOf(NothingToDecide.class);
    assertThat(Bodies.cloud("x", nested(Limits.JSON_DEPTH))).isInstanceOf(NothingToDecide.class);
    assertThat(malformed(nested(Limits.JSON_DEPTH + 1)))
        .isEqualTo(DeadLetterReason.NESTED_TOO_DEEP);
  }

  @Test
  void whatNobodyReadsIsNestedNoDeeperEither() {
    assertThat(Bodies.cloud("x", "{\"links\":" + nested(Limits.JSON_DEPTH - 1) + "}"))
        .isInstanceOf(NothingToDecide.class);
    assertThat(malformed("{\"links\":" + nested(Limits.JSON_DEPTH) + "}"))
        .isEqualTo(DeadLetterReason.NESTED_TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"links\":{\"self\":[}}",
        "{\"links\":{\"self\":tru}}",
        "{\"links\":[1,{\"a\":\"b\"",
        "{\"links\":}",
        "{\"links\""
      })
  void whatNobodyReadsIsJsonAllTheSame(String body) {
    assertThat(malformed(body)).isEqualTo(DeadLetterReason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"links\":{},\"links\":{}}",
        "{\"links\":{\"a\":1,\"b\":2,\"c\":3,\"a\":4}}",
        "{\"links\":[1,[{\"a\":null,\"\\u0061\":{}}]]}"
      })
  void aKeyTwiceInWhatNobodyReadsIsMalformedToo(String body) {
    assertThat(malformed(body)).isEqualTo(DeadLetterReason.DUPLICATE_KEYS);
  }

  @Test
  void theSameKeyInAnotherObjectIsNoneTwice() {
    String body = "{\"links\":[{\"a\":{\"a\":1}},{\"a\":{\"b\":[{\"a\":2}]}}],\"a\":3}";

    assertThat(Bodies.cloud("x", body)).isInstanceOf(NothingToDecide.class);
  }

  @Test
  void endlessNestingIsMalformedAndNothingWorse() {
    assertThat(malformed("{\"a\":".repeat(100_000))).isEqualTo(DeadLetterReason.NESTED_TOO_DEEP);
  }

  @Test
  void aNumberOfAMillionDigitsIsReadInNoTime() {
    String body = "{\"n\":" + "9".repeat(1_000_000) + ",\"f\":1e" + "9".repeat(5_000) + "}";

    assertThat(Bodies.cloud("repo:push", body))
        .isEqualTo(new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "0, 0",
    "-7, -7",
    "999999999999999999, 999999999999999999",
    "2147483648, 2147483648"
  })
  void aWholeNumberIsKept(String json, long value) throws UnusableBodyException {
    assertThat(number(json)).isEqualTo(LongNode.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1000000000000000000", "9223372036854775808", "-999999999999999999", "1.0", "1e3"})
  void anyOtherNumberIsNothing(String json) throws UnusableBodyException {
    assertThat(number(json)).isEqualTo(NullNode.getInstance());
  }

  private static JsonNode number(String json) throws UnusableBodyException {
    return JsonBody.read(("{\"n\":" + json + "}").getBytes(UTF_8)).path("n");
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }
}
