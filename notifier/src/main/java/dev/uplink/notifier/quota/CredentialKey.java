package dev.uplink.notifier.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.id.BitbucketProduct;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Whose requests Bitbucket counts together: those of one user, whichever of its tokens they have,
 * and so of all integrations that are given this user's.
 *
 * @param host in lower case, with port and context path
 * @param user a digest, because on Cloud it is somebody's e-mail address
 */
public record CredentialKey(BitbucketProduct product, String host, String user) {
  private static final int DIGITS = 16;

  /** Neither hosts nor users differ by case. */
  public static CredentialKey of(BitbucketProduct product, String host, String user) {
    return new CredentialKey(
        product, host.toLowerCase(Locale.ROOT), digest(user.toLowerCase(Locale.ROOT)));
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
