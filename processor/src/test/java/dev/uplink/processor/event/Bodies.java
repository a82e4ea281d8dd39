package dev.uplink.processor.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.event.ParseResult.Malformed;
import dev.uplink.processor.event.ParseResult.Understood;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.id.BitbucketProduct;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Webhook bodies and how they are read. */
final class Bodies {
  private Bodies() {}

  /** A file of webhooks/, by its name without the ending. */
  static byte[] file(String name) {
    try (InputStream body = Bodies.class.getResourceAsStream("/webhooks/" + name + ".json")) {
      return Objects.requireNonNull(body, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BitbucketEvent cloud(String eventKey, byte[] body) {
    return understood(BitbucketProduct.CLOUD, eventKey, body);
  }

  static BitbucketEvent cloud(String eventKey, String body) {
    return cloud(eventKey, body.getBytes(UTF_8));
  }

  static BitbucketEvent dataCenter(String eventKey, byte[] body) {
    return understood(BitbucketProduct.DATA_CENTER, eventKey, body);
  }

  static BitbucketEvent dataCenter(String eventKey, String body) {
    return dataCenter(eventKey, body.getBytes(UTF_8));
  }

  static DeadLetterReason malformed(String body) {
    return malformed(body.getBytes(UTF_8));
  }

  static DeadLetterReason malformed(byte[] body) {
    ParseResult result = BitbucketEventParser.parse(BitbucketProduct.CLOUD, "repo:push", body);
    return switch (result) {
      case Malformed(DeadLetterReason reason, String _) -> reason;
      case Understood understood -> throw new AssertionError("expected malformed: " + understood);
    };
  }

  private static BitbucketEvent understood(BitbucketProduct product, String key, byte[] body) {
    return switch (BitbucketEventParser.parse(product, key, body)) {
      case Understood(BitbucketEvent event) -> event;
      case Malformed malformed -> throw new AssertionError("expected an event: " + malformed);
    };
  }
}
