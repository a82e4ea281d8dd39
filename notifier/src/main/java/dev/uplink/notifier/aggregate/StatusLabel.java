package dev.uplink.notifier.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.id.BitbucketProduct;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The readable name of a check, of which its key is made. Slugs and ids of test cases have no slash
 * and no {@code @}, so no two checks of one commit get the same label.
 */
public record StatusLabel(String text) {
  private static final String PREFIX = "spacelift/";
  private static final int HASH_DIGITS = 12;

  public static StatusLabel of(CheckGroup group) {
    return new StatusLabel(PREFIX + group.word());
  }

  /** What a target gets, unless another has it or it is an aggregated check's. */
  public static StatusLabel plain(Target target) {
    // A stack may be called "tracked", and what that key means must not depend on the mode; or
    // "module", and a test case would have the label of a module.
    return CheckGroup.isWord(target.slug()) || Target.Kind.isWord(target.slug())
        ? withKind(target)
        : new StatusLabel(PREFIX + target.slug());
  }

  /** For the second of a stack and a module with one slug. */
  public static StatusLabel withKind(Target target) {
    return new StatusLabel(PREFIX + target.kind().word() + "/" + target.slug());
  }

  /** Of a test case, under its module's. */
  public StatusLabel of(TestCase one) {
    return new StatusLabel(text + "/" + one.id());
  }

  /** For an integration that was not the first to claim the commit. */
  StatusLabel at(String integrationSlug) {
    return new StatusLabel(text + "@" + integrationSlug);
  }

  /**
   * The label if the product takes it, else its beginning and a hash of all of it: cut alone, two
   * long slugs would overwrite each other. The {@code ~} keeps it apart from every label.
   */
  public String key(BitbucketProduct product) {
    int limit = limit(product);
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, limit - HASH_DIGITS - 1) + "~" + hash();
  }

  /** Bitbucket answers 400 to a longer key. */
  private static int limit(BitbucketProduct product) {
    return switch (product) {
      case CLOUD -> 40;
      case DATA_CENTER -> 255;
    };
  }

  private String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
