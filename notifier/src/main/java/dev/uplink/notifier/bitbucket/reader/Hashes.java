package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.schemas.id.CommitSha;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commits as answers name them. */
final class Hashes {
  private static final Pattern DIFFSTAT =
      Pattern.compile(
          "/diffstat/(?:[^:]*:)?([0-9a-f]{7,40})(?:\\r|\\.\\.)(?:[^:]*:)?[0-9a-f]{7,40}$");

  private Hashes() {}

  static String full(JsonNode node) throws CallFailedException {
    String hash = node.asText("").toLowerCase(Locale.ROOT);
    if (!CommitSha.isFull(hash)) {
      throw new CallFailedException(
          Fault.BITBUCKET_FAILED, "the answer has no commit hash of 40 digits");
    }
    return hash;
  }

  /** What was asked for may be the name of a branch as well, which looks like a hash. */
  static String expanded(String hash, JsonNode node) throws CallFailedException {
    String full = full(node);
    if (!full.startsWith(hash.toLowerCase(Locale.ROOT))) {
      throw new CallFailedException(
          Fault.BITBUCKET_FAILED, "the answer is another commit than was asked for");
    }
    return full;
  }

  /** Null when it is none. */
  static @Nullable String told(JsonNode node) {
    String hash = node.asText("").toLowerCase(Locale.ROOT);
    return CommitSha.isFull(hash) ? hash : null;
  }

  /**
   * The first of the two commits that the address of a diffstat names, of which Cloud has the newer
   * first: {@code …/diffstat/workspace/repository:newer%0Dolder} or {@code
   * …/diffstat/newer..older}.
   *
   * @param address null without one
   * @return null when it is another address
   */
  static @Nullable String newerOfDiffstat(@Nullable String address) {
    if (address == null) {
      return null;
    }
    Matcher spec =
        DIFFSTAT.matcher(
            URLDecoder.decode(address.replaceFirst("\\?.*$", ""), StandardCharsets.UTF_8));
    return spec.find() ? spec.group(1) : null;
  }

  /** Whether both are the beginning of one hash. */
  static boolean alike(String one, String other) {
    String first = one.toLowerCase(Locale.ROOT);
    String second = other.toLowerCase(Locale.ROOT);
    return !first.isEmpty()
        && !second.isEmpty()
        && (first.startsWith(second) || second.startsWith(first));
  }
}
