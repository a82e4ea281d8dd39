package dev.uplink.ingress.webhook;

/** What the signature says about a body. */
sealed interface SignatureVerdict {
  /** The body was signed with this secret. */
  record Verified(String secretId) implements SignatureVerdict {}

  record Unverified(Failure failure) implements SignatureVerdict {}

  /** One for each way in which verification can fail. */
  enum Failure {
    MISSING,
    /** More than one header: which of them counts would be a guess. */
    REPEATED,
    MALFORMED,
    /** Only SHA-256: a sender may not choose a weaker algorithm. */
    ALGORITHM_UNSUPPORTED,
    MISMATCH
  }
}
