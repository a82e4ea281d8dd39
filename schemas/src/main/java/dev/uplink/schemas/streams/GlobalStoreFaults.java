package dev.uplink.schemas.streams;

import dev.uplink.schemas.avro.DeadLetterReason;

/** Where records go that a global store cannot use; its rows stay as they were. */
public interface GlobalStoreFaults {
  void report(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value);
}
