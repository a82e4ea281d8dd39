package dev.uplink.processor.event;

import dev.uplink.schemas.id.CommitSha;
import java.util.Optional;

/**
 * A commit's hash, perhaps abbreviated: Cloud's pull-request bodies have 12 digits of it. Nothing
 * is keyed by one.
 *
 * @param hex 7 to 40 lower-case hex digits
 */
public record Hash(String hex) {
  private static final int SHORTEST = 7;
  private static final int FULL = 40;

  public Hash {
    if (!isHash(hex)) {
      throw new IllegalArgumentException("hash: 7 to 40 lower-case hex digits");
    }
  }

  static boolean isHash(String text) {
    return text.length() >= SHORTEST
        && text.length() <= FULL
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** Empty for an abbreviated one. */
  public Optional<CommitSha> full() {
    return hex.length() == FULL ? Optional.of(new CommitSha(hex)) : Optional.empty();
  }

  /** Whether both may be of one commit: the shorter one tells. False for what is no hash. */
  public boolean agreesWith(String other) {
    return isHash(other) && (hex.startsWith(other) || other.startsWith(hex));
  }

  public boolean isOf(CommitSha commit) {
    return commit.value().startsWith(hex);
  }
}
