package dev.uplink.ingress.webhook;

import dev.uplink.ingress.webhook.IncomingBody.Received.Incomplete;
import dev.uplink.ingress.webhook.IncomingBody.Received.TooLarge;
import dev.uplink.ingress.webhook.IncomingBody.Received.Whole;
import dev.uplink.schemas.Limits;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP request, untouched: no decoding by media type, whatever Content-Type says.
 */
final class HttpBody implements IncomingBody {
  private final ServerHttpRequest<?> request;
  private final Duration patience;
  private volatile long bytesRead;

  HttpBody(ServerHttpRequest<?> request, Duration patience) {
    this.request = request;
    this.patience = patience;
  }

  @Override
  public long expectedBytes() {
    return request.byteBody().expectedLength().orElse(Limits.WEBHOOK_BODY_BYTES);
  }

  @Override
  public CompletionStage<Received> read() {
    CompletableFuture<Received> received = request.byteBody().buffer().handle(this::received);
    // The copy: a buffer that comes after the patience ended must still be released above.
    return received
        .copy()
        .completeOnTimeout(new Incomplete(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Received received(
      @Nullable CloseableAvailableByteBody body, @Nullable Throwable failure) {
    if (body == null) {
      return exceedsLimit(failure) ? new TooLarge() : new Incomplete();
    }
    try (body) {
      bytesRead = body.length();
      return new Whole(body.toByteArray());
    }
  }

  /** 0 until it was read whole. */
  long bytesRead() {
    return bytesRead;
  }

  private static boolean exceedsLimit(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof ContentLengthExceededException
        || cause instanceof BufferLengthExceededException;
  }
}
