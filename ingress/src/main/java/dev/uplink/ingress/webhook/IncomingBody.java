package dev.uplink.ingress.webhook;

import java.util.concurrent.CompletionStage;

/** A body that may not have arrived yet. */
interface IncomingBody {
  /** Content-Length; the most a body may have when it comes in chunks. */
  long expectedBytes();

  /** Reads it, once. Ends in a bounded time and never fails. */
  CompletionStage<Received> read();

  /** How reading ended. */
  sealed interface Received {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Whole(byte[] bytes) implements Received {}

    record TooLarge() implements Received {}

    record Incomplete() implements Received {}
  }
}
