package dev.uplink.ingress.controlplane.checks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A page as it is sent.
 *
 * @param tag its ETag, quoted; of the same content the same
 */
record RenderedPage(String html, String tag) {
  private static final int TAG_BYTES = 16;

  static RenderedPage of(String html) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(html.getBytes(UTF_8));
      return new RenderedPage(html, '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a client that has one of these tags has this. A proxy may have made them weak. */
  boolean isAmong(String ifNoneMatch) {
    return ifNoneMatch.contains(tag);
  }
}
