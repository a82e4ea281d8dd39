package dev.uplink.notifier.bitbucket;

import dev.uplink.schemas.surroundings.TlsTrouble;
import io.micronaut.http.client.exceptions.ContentLengthExceededException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a request had no answer, in words that say what to do. */
final class Failures {
  private Failures() {}

  static Fault fault(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      @Nullable Fault fault =
          switch (cause) {
            case UnknownHostException _ -> Fault.HOST_UNKNOWN;
            case SSLException _ -> Fault.TLS_FAILED;
            case TimeoutException _ -> Fault.TIMED_OUT;
            case ReadTimeoutException _ -> Fault.TIMED_OUT;
            case ConnectTimeoutException _ -> Fault.TIMED_OUT;
            case ContentLengthExceededException _ -> Fault.BITBUCKET_FAILED;
            default -> null;
          };
      if (fault != null) {
        return fault;
      }
    }
    return Fault.UNREACHABLE;
  }

  /** Only host and cause: neither the path nor a header belongs into a message. */
  static String explain(Fault fault, String host, Duration waited, RuntimeException failure) {
    return switch (fault) {
      case TIMED_OUT ->
          "%s did not answer within %d s".formatted(host, waited.plusMillis(999).toSeconds());
      case HOST_UNKNOWN -> "there is no host " + host;
      case TLS_FAILED ->
          "no trusted TLS connection to %s: %s"
              .formatted(
                  host, TlsTrouble.in(failure).map(TlsTrouble::words).orElse(failure.getMessage()));
      case BITBUCKET_FAILED -> "%s answers more than is read".formatted(host);
      default -> "%s cannot be reached: %s".formatted(host, failure.getMessage());
    };
  }
}
