package dev.uplink.e2e.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.Provider;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The keys that one integration uses at one commit. */
final class StatusKeys {
  private static final Set<String> GROUPS = Set.of("tracked", "proposed", "modules");
  private static final int HASH_DIGITS = 12;

  private final String suffix;
  private final int limit;
  private final Map<String, String> owners = new HashMap<>();

  /**
   * The suffix of the integration that came second is its slug.
   *
   * @param suffix empty for the first
   */
  StatusKeys(Provider provider, String suffix) {
    this.suffix = suffix;
    this.limit = provider == Provider.BITBUCKET_CLOUD ? 40 : 255;
  }

  String ofGroup(String group) {
    return fit("spacelift/" + group + suffix);
  }

  /** The first target with a slug has the plain key; a group's word is no target's. */
  String ofTarget(Enum<?> kind, String slug, String targetId) {
    if (!GROUPS.contains(slug) && owners.computeIfAbsent(slug, free -> targetId).equals(targetId)) {
      return fit("spacelift/" + slug + suffix);
    }
    return fit("spacelift/" + kind.name().toLowerCase(Locale.ROOT) + "/" + slug + suffix);
  }

  private String fit(String text) {
    return text.length() <= limit
        ? text
        : text.substring(0, limit - HASH_DIGITS - 1) + "~" + hash(text);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
