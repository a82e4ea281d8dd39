package dev.uplink.ingress.webhook;

/** Why a webhook was not accepted. The name is the stable code of the answer. */
public enum Refusal {
  INTEGRATION_NOT_FOUND(404, "No such integration."),
  SIGNATURE_MISSING(401, "X-Hub-Signature is missing: set the webhook's secret in Bitbucket."),
  SIGNATURE_REPEATED(401, "X-Hub-Signature was sent more than once."),
  SIGNATURE_MALFORMED(401, "X-Hub-Signature is not of the form sha256=<64 hex digits>."),
  SIGNATURE_ALGORITHM_UNSUPPORTED(401, "Only sha256 is accepted in X-Hub-Signature."),
  SIGNATURE_MISMATCH(
      401, "X-Hub-Signature does not match the body: is the secret the current one?"),
  BODY_MALFORMED(400, "The chunks of the body are malformed."),
  BODY_TOO_LARGE(413, "A webhook's body may have 2 MiB."),
  BODY_INCOMPLETE(503, "The body did not arrive in time. Send it again."),
  OVERLOADED(503, "Too many webhooks are being received. Send it again."),
  SECRET_UNAVAILABLE(503, "The integration's secret could not be looked up. Send it again."),
  PUBLISHER_FULL(503, "Too many webhooks wait for Kafka. Send it again."),
  NOT_ACKNOWLEDGED(503, "Whether the webhook was stored is not known. Send it again.");

  private final int status;
  private final String detail;

  Refusal(int status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  public int status() {
    return status;
  }

  /** The sentence for people; it holds nothing of the request. */
  public String detail() {
    return detail;
  }

  /** The same request may succeed later. */
  public boolean passing() {
    return status == 503;
  }

  /** What follows on the connection may be the rest of this body, and cannot be told from it. */
  public boolean endsConnection() {
    return this == BODY_INCOMPLETE || this == BODY_MALFORMED;
  }

  static Refusal of(SignatureVerdict.Failure failure) {
    return switch (failure) {
      case MISSING -> SIGNATURE_MISSING;
      case REPEATED -> SIGNATURE_REPEATED;
      case MALFORMED -> SIGNATURE_MALFORMED;
      case ALGORITHM_UNSUPPORTED -> SIGNATURE_ALGORITHM_UNSUPPORTED;
      case MISMATCH -> SIGNATURE_MISMATCH;
    };
  }
}
