package dev.uplink.schemas.id;

/** A commit: the full hash, 40 lower-case hex digits. Short hashes are expanded before this. */
public record CommitSha(String value) {
  public CommitSha {
    Format.HEX_40.require("commitSha", value);
  }

  public static boolean isFull(String value) {
    return Format.HEX_40.matches(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
