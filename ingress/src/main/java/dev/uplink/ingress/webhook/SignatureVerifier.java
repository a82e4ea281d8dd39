package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.SignatureVerdict.Failure;
import dev.uplink.ingress.webhook.SignatureVerdict.Unverified;
import dev.uplink.ingress.webhook.SignatureVerdict.Verified;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks X-Hub-Signature over the bytes as received: a body that was decoded and encoded again may
 * be another body.
 */
final class SignatureVerifier {
  private static final String ALGORITHM = "sha256";
  private static final Pattern SIGNATURE = Pattern.compile("([0-9A-Za-z-]+)=(.*)");
  private static final Pattern SHA_256_HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private SignatureVerifier() {}

  static SignatureVerdict verify(byte[] body, List<String> headers, List<WebhookSecret> accepted) {
    if (headers.isEmpty() || (headers.size() == 1 && headers.getFirst().isBlank())) {
      return new Unverified(Failure.MISSING);
    }
    if (headers.size() > 1) {
      return new Unverified(Failure.REPEATED);
    }
    Matcher signature = SIGNATURE.matcher(headers.getFirst().strip());
    if (!signature.matches()) {
      return new Unverified(Failure.MALFORMED);
    }
    if (!signature.group(1).equals(ALGORITHM)) {
      return new Unverified(Failure.ALGORITHM_UNSUPPORTED);
    }
    // Also keeps out what HexFormat would refuse by an exception.
    if (!SHA_256_HEX.matcher(signature.group(2)).matches()) {
      return new Unverified(Failure.MALFORMED);
    }
    return compare(body, HexFormat.of().parseHex(signature.group(2)), accepted);
  }

  /** Takes constant time for each secret; how many there are is not secret. */
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
