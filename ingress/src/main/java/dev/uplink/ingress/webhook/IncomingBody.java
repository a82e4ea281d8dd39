package dev.uplink.ingress.webhook;

import java.util.concurrent.CompletionStage;

/** A body that may not have arrived yet. */
interface IncomingBody {
  /** Content-Length; 0 when the body comes in chunks. */
  long declaredBytes();

  /** What may be held of it in memory before anybody reads it. */
  long bytesAhead();

  /**
   * Reads it, once. Ends in a bounded time and never fails.
   *
   * @param memory has paid for {@link #bytesAhead}; grows with what arrives beyond that
   */
  CompletionStage<Received> read(MemoryBudget.Reservation memory);

  /** How reading ended. */
  sealed interface Received {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Whole(byte[] bytes) implements Received {}

    record TooLarge() implements Received {}

    record Incomplete() implements Received {}

    /** Where it ends cannot be told. */
    record Malformed() implements Received {}

    /** More than there is memory for at the moment. */
    record Unaffordable() implements Received {}
  }
}
