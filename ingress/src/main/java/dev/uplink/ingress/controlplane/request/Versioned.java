package dev.uplink.ingress.controlplane.request;

/** An answer about one entity, whose ETag is the revision that an edit's If-Match may name. */
public interface Versioned {
  long revision();

  /** As the header has it. */
  static String tag(long revision) {
    return "\"%d\"".formatted(revision);
  }
}
