package dev.uplink.processor.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.uplink.processor.event.ParseResult.Malformed;
import dev.uplink.processor.event.ParseResult.Understood;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes of a body on its way: it is an event or malformed, and never an exception. */
class DamagedBodyTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One of each kind, and those that come near what is expected. */
  private static final List<JsonNode> INTRUDERS =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.numberNode(7),
          NODES.numberNode(-1L),
          NODES.numberNode(0.5),
          NODES.textNode(""),
          NODES.textNode("/"),
          NODES.textNode("\u0000\ud800"),
          NODES.textNode("refs/heads/"),
          NODES.textNode("x".repeat(5_000)),
          NODES.arrayNode(),
          NODES.arrayNode().addNull(),
          NODES.objectNode());

  @ParameterizedTest
  @CsvSource({
    "CLOUD, repo:push, cloud/push-several",
    "CLOUD, pullrequest:updated, cloud/pullrequest-created",
    "CLOUD, pullrequest:rejected, cloud/pullrequest-created",
    "CLOUD, pullrequest:comment_created, cloud/pullrequest-comment",
    "CLOUD, repo:updated, cloud/repo-updated",
    "CLOUD, repo:transfer, cloud/repo-transfer",
    "DATA_CENTER, repo:refs_changed, datacenter/refs-changed-several",
    "DATA_CENTER, pr:opened, datacenter/pr-opened",
    "DATA_CENTER, pr:modified, datacenter/pr-modified",
    "DATA_CENTER, pr:deleted, datacenter/pr-modified",
    "DATA_CENTER, pr:comment:added, datacenter/pr-comment-added",
    "DATA_CENTER, repo:modified, datacenter/repo-modified"
  })
  void aDamagedBodyIsAnEventOrMalformed(BitbucketProduct product, String eventKey, String file) {
    everyPrefixIsMalformed(product, eventKey, Bodies.file(file));
    everythingElseAnywhereIsAnEvent(product, eventKey, Body.of(file));
    anyBytesAnywhereAreReadWithoutFuss(product, eventKey, Bodies.file(file));
  }

  private static void everyPrefixIsMalformed(
      BitbucketProduct product, String eventKey, byte[] body) {
    int end = new String(body, UTF_8).lastIndexOf('}');
    for (int length = 0; length <= end; length++) {
      assertThat(BitbucketEventParser.parse(product, eventKey, Arrays.copyOf(body, length)))
          .as("first %d bytes", length)
          .isInstanceOf(Malformed.class);
    }
  }

  private static void everythingElseAnywhereIsAnEvent(
      BitbucketProduct product, String eventKey, Body body) {
    for (JsonPointer pointer : body.pointers()) {
      assertUnderstood(product, eventKey, body.without(pointer));
      for (JsonNode intruder : INTRUDERS) {
        assertUnderstood(product, eventKey, body.with(pointer, intruder));
      }
    }
  }

  private static void anyBytesAnywhereAreReadWithoutFuss(
      BitbucketProduct product, String eventKey, byte[] sound) {
    Random random = new Random(20_260_302);
    for (int round = 0; round < 2_000; round++) {
      byte[] body = sound.clone();
      for (int damage = 0; damage <= random.nextInt(4); damage++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      // That it returns is what is asserted: it must not throw.
      assertThat(BitbucketEventParser.parse(product, eventKey, body)).isNotNull();
    }
  }

  private static void assertUnderstood(BitbucketProduct product, String eventKey, Body body) {
    assertThat(BitbucketEventParser.parse(product, eventKey, body.toString().getBytes(UTF_8)))
        .as(body.toString())
        .isInstanceOf(Understood.class);
  }
}
