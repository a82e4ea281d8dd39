package dev.uplink.ingress.controlplane.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bearer token as its owner knows it: 16 to 256 visible ASCII characters. What is stored is its
 * hash; a plain SHA-256 is enough because a token is not a password that people make up from words.
 */
public record TokenSecret(String value) {
  private static final int LOOKUP_DIGITS = 16;

  public TokenSecret {
    if (!value.matches("[\\x21-\\x7e]{16,256}")) {
      throw new IllegalArgumentException("expected 16 to 256 visible ASCII characters");
    }
  }

  public String sha256() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(value.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }

  /** The part of the hash that the database may compare in its own time. */
  public String lookup() {
    return sha256().substring(0, LOOKUP_DIGITS);
  }

  @Override
  public String toString() {
    return "TokenSecret[not shown]";
  }
}
