package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;

/** Signs as Bitbucket does. */
final class Signed {
  private static final byte[] BYTES = "a secret of the tests".getBytes(UTF_8);

  static final WebhookSecret SECRET = new WebhookSecret("secret-1", BYTES);

  private Signed() {}

  /** The same secret when it has been replaced. */
  static WebhookSecret acceptedUntil(Instant end) {
    return new WebhookSecret("old", BYTES, end);
  }

  static String signature(byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(SECRET.hmacSha256(body));
  }
}
