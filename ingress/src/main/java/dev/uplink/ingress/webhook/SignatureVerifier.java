package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.SignatureVerdict.Failure;
import dev.uplink.ingress.webhook.SignatureVerdict.Unverified;
import dev.uplink.ingress.webhook.SignatureVerdict.Verified;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks X-Hub-Signature over the bytes as received: a body that was decoded and encoded again may
 * be another body.
 */
final class SignatureVerifier {
  private static final String ALGORITHM = "sha256";
  private static final int DIGITS = 64;

  private SignatureVerifier() {}

  static SignatureVerdict verify(byte[] body, List<String> headers, List<WebhookSecret> accepted) {
    if (headers.isEmpty() || (headers.size() == 1 && headers.getFirst().isBlank())) {
      return new Unverified(Failure.MISSING);
    }
    if (headers.size() > 1) {
      return new Unverified(Failure.REPEATED);
    }
    String header = headers.getFirst().strip();
    int equals = header.indexOf('=');
    if (equals < 1 || !header.chars().limit(equals).allMatch(SignatureVerifier::isInName)) {
      return new Unverified(Failure.MALFORMED);
    }
    if (!header.substring(0, equals).equals(ALGORITHM)) {
      return new Unverified(Failure.ALGORITHM_UNSUPPORTED);
    }
    String digits = header.substring(equals + 1);
    // Also keeps out what HexFormat would refuse by an exception.
    if (digits.length() != DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      return new Unverified(Failure.MALFORMED);
    }
    return compare(body, HexFormat.of().parseHex(digits), accepted);
  }

  private static boolean isInName(int character) {
    return character == '-' || (character < 128 && Character.isLetterOrDigit(character));
  }

  /** In constant time for each secret; how many there are is not secret. */
  private static SignatureVerdict compare(
      byte[] body, byte[] claimed, List<WebhookSecret> accepted) {
    for (WebhookSecret secret : accepted) {
      if (MessageDigest.isEqual(secret.hmacSha256(body), claimed)) {
        return new Verified(secret.id());
      }
    }
    return new Unverified(Failure.MISMATCH);
  }
}
