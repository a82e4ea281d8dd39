package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Signs as Bitbucket does. */
final class Signed {
  static final WebhookSecret SECRET =
      new WebhookSecret("secret-1", "a secret of the tests".getBytes(UTF_8));

  private Signed() {}

  static String signature(byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(SECRET.hmacSha256(body));
  }
}
