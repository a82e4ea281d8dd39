package dev.uplink.schemas.topic;

/** What the broker does with old records. */
public enum Cleanup {
  DELETE("delete"),
  COMPACT("compact"),
  COMPACT_AND_DELETE("compact,delete");

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  /** The broker's {@code cleanup.policy}. */
  public String policy() {
    return policy;
  }
}
