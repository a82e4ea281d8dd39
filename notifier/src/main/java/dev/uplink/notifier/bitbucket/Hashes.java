package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.schemas.id.CommitSha;
import java.util.Locale;

/** Commits as answers name them. */
final class Hashes {
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

  /** Whether both are the beginning of one hash. */
  static boolean alike(String one, String other) {
    String first = one.toLowerCase(Locale.ROOT);
    String second = other.toLowerCase(Locale.ROOT);
    return !first.isEmpty()
        && !second.isEmpty()
        && (first.startsWith(second) || second.startsWith(first));
  }
}
