package dev.uplink.ingress.controlplane.request;

/** An answer about one entity, whose ETag is the revision that an edit's If-Match may name. */
public interface Versioned {
  long revision();

  /** The revision as the header {@code ETag} has it. */
  static String tag(long revision) {
    return "\"%d\"".formatted(revision);
  }
}
