package dev.uplink.schemas.id;

/** A commit: the full hash, 40 lower-case hex digits. Short hashes are expanded before this. */
public record CommitSha(String value) {
  public CommitSha {
    Format.require(Format.HEX_40, "commitSha", value);
  }

  public static boolean isFull(String value) {
    return Format.HEX_40.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
