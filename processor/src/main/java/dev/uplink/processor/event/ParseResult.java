package dev.uplink.processor.event;

import dev.uplink.schemas.avro.DeadLetterReason;

/** What reading a webhook's body came to. Reading never throws. */
public sealed interface ParseResult {

  /** A JSON object; what it says may still be of no use. */
  record Understood(BitbucketEvent event) implements ParseResult {}

  /** Not an object of ordinary JSON: nothing can be decided, now or ever. */
  record Malformed(DeadLetterReason reason, String message) implements ParseResult {}
}
