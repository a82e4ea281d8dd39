package dev.uplink.ingress.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/** Requests whose head the server could not read. It calls whatever is too long a body. */
final class Undecoded {
  private Undecoded() {}

  /** Whether not even the head of the request, or the end of its body, could be told. */
  static boolean is(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> received
        && received.getNativeRequest().decoderResult().isFailure();
  }

  /** Empty if the server's own status is the right one. */
  static Optional<HttpStatus> status(HttpRequest<?> request) {
    if (!(request instanceof NettyHttpRequest<?> received)) {
      return Optional.empty();
    }
    return switch (received.getNativeRequest().decoderResult().cause()) {
      case TooLongHttpHeaderException e -> Optional.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
      case TooLongHttpLineException e -> Optional.of(HttpStatus.REQUEST_URI_TOO_LONG);
      case null, default -> Optional.empty();
    };
  }
}
