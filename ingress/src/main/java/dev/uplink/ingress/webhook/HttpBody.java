package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.IncomingBody.Received.Whole;
import dev.uplink.schemas.Limits;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The body of an HTTP request, untouched: no decoding by media type, whatever Content-Type says.
 */
final class HttpBody implements IncomingBody {
  /** The server reads this much of a body ahead, the first window of HTTP/2. */
  private static final long READ_AHEAD = 65_535;

  private final ByteBody body;
  private final Duration patience;
  private volatile long bytesRead;

  HttpBody(ServerHttpRequest<?> request, Duration patience) {
    this.body = request.byteBody();
    this.patience = patience;
  }

  @Override
  public long declaredBytes() {
    return body.expectedLength().orElse(0);
  }

  @Override
  public long bytesAhead() {
    long atMost = body.expectedLength().orElse(Limits.WEBHOOK_BODY_BYTES);
    return body instanceof AvailableByteBody ? atMost : Math.min(atMost, READ_AHEAD);
  }

  @Override
  public CompletionStage<Received> read(MemoryBudget.Reservation memory) {
    if (body instanceof AvailableByteBody whole) {
      bytesRead = whole.length();
      return CompletableFuture.completedStage(new Whole(whole.toByteArray()));
    }
    ArrivingBody arriving = new ArrivingBody(memory, bytesAhead());
    body.toByteArrayPublisher().subscribe(arriving);
    return arriving
        .within(patience)
        .whenComplete(
            (received, failure) -> {
              if (received instanceof Whole(byte[] bytes)) {
                bytesRead = bytes.length;
              }
            });
  }

  /** 0 until it was read whole. */
  long bytesRead() {
    return bytesRead;
  }
}
