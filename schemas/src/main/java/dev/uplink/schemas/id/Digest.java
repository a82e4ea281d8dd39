package dev.uplink.schemas.id;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifiers that two processes must compute alike: SHA-256 over length-prefixed parts (so that
 * "ab","c" and "a","bc" differ), cut to as many hex digits as the identifier needs.
 */
final class Digest {
  private final MessageDigest sha256 = newSha256();

  static Digest of(String... parts) {
    Digest digest = new Digest();
    for (String part : parts) {
      digest.add(part.getBytes(UTF_8));
    }
    return digest;
  }

  Digest add(byte[] part) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    sha256.update(part);
    return this;
  }

  String hex(int digits) {
    return HexFormat.of().formatHex(sha256.digest()).substring(0, digits);
  }

  static byte[] sha256(byte[] bytes) {
    return newSha256().digest(bytes);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
