package dev.uplink.ingress.http;

import java.io.IOException;

/** A body in chunks whose chunks cannot be told apart: where it ends is not known. */
public final class MalformedChunksException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedChunksException(Throwable cause) {
    super("malformed chunks", cause);
  }
}
