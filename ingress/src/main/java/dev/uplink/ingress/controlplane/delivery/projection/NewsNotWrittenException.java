package dev.uplink.ingress.controlplane.delivery.projection;

/** The database did not take something, which it may do later. */
public final class NewsNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewsNotWrittenException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
