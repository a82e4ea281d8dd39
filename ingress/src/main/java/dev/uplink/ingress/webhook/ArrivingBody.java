package dev.uplink.ingress.webhook;

import dev.uplink.ingress.http.MalformedChunksException;
import dev.uplink.ingress.webhook.IncomingBody.Received;
import dev.uplink.ingress.webhook.IncomingBody.Received.Incomplete;
import dev.uplink.ingress.webhook.IncomingBody.Received.Malformed;
import dev.uplink.ingress.webhook.IncomingBody.Received.TooLarge;
import dev.uplink.ingress.webhook.IncomingBody.Received.Unaffordable;
import dev.uplink.ingress.webhook.IncomingBody.Received.Whole;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Collects a body that is still arriving and pays for each piece when it is there: one who
 * announces much and sends little takes little. Whoever is given up is no longer read, and nothing
 * is kept.
 */
final class ArrivingBody implements Subscriber<byte[]> {
  private final MemoryBudget.Reservation memory;
  private final CompletableFuture<Received> received = new CompletableFuture<>();
  private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
  private long paid;
  private volatile @Nullable Subscription subscription;

  ArrivingBody(MemoryBudget.Reservation memory, long paid) {
    this.memory = memory;
    this.paid = paid;
  }

  /** The body, or that it is incomplete if it has not arrived by then. */
  CompletionStage<Received> within(Duration patience) {
    return received
        .completeOnTimeout(new Incomplete(), patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ended, failure) -> stopReading(ended));
  }

  private void stopReading(Received ended) {
    @Nullable Subscription reading = subscription;
    if (reading != null && !(ended instanceof Whole)) {
      reading.cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription reading) {
    subscription = reading;
    reading.request(Long.MAX_VALUE);
  }

  /** Called on the event loop, as is the end. */
  @Override
  public void onNext(byte[] piece) {
    if (received.isDone()) {
      return;
    }
    long total = (long) pieces.size() + piece.length;
    if (total > paid) {
      if (!memory.grow(total - paid)) {
        received.complete(new Unaffordable());
        return;
      }
      paid = total;
    }
    pieces.write(piece, 0, piece.length);
  }

  @Override
  public void onError(Throwable failure) {
    received.complete(
        switch (failure) {
          case ContentLengthExceededException e -> new TooLarge();
          case BufferLengthExceededException e -> new TooLarge();
          case Throwable e when e.getCause() instanceof MalformedChunksException -> new Malformed();
          // The connection was lost.
          case Throwable e -> new Incomplete();
        });
  }

  @Override
  public void onComplete() {
    received.complete(new Whole(pieces.toByteArray()));
  }
}
