package dev.uplink.ingress.controlplane.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A bearer token as its owner knows it: 16 to 256 visible ASCII characters. What is stored is its
 * hash; a plain SHA-256 is enough because a token is not a password that people make up from words.
 */
public record TokenSecret(String value) {
  private static final int LOOKUP_DIGITS = 16;

  /** Lets whoever finds one somewhere, a scanner too, see what it is. */
  private static final String PREFIX = "uplink_";

  private static final int RANDOM_BYTES = 32;

  public TokenSecret {
    if (!value.matches("[\\x21-\\x7e]{16,256}")) {
      throw new IllegalArgumentException("expected 16 to 256 visible ASCII characters");
    }
  }

  /** One that cannot be guessed, if the generator's numbers cannot. */
  static TokenSecret random(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
