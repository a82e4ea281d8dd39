package dev.uplink.ingress.webhook.refusals;

/** The database did not take them. */
final class RefusalsNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusalsNotWrittenException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
