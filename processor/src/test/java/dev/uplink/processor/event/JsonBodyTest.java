package dev.uplink.processor.event;

import static dev.uplink.processor.event.Bodies.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.ParseResult.Malformed;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  @ValueSource(strings = {"cloud/push-several", "datacenter/refs-changed-several"})
  void everyPrefixOfABodyIsMalformed(String file) {
    byte[] body = Bodies.file(file);
    int end = new String(body, java.nio.charset.StandardCharsets.UTF_8).lastIndexOf('}');
    for (BitbucketProduct product : BitbucketProduct.values()) {
      for (int length = 0; length <= end; length++) {
        ParseResult result =
            BitbucketEventParser.parse(product, "repo:push", Arrays.copyOf(body, length));
        assertThat(result).as("first %d bytes", length).isInstanceOf(Malformed.class);
      }
    }
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }
}
