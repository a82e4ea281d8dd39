package dev.uplink.processor.catalogue;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.streams.Origin;

/** Where records of the catalogue go that cannot be used; the entity stays as it was. */
public interface CatalogueFaults {
  void report(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value);
}
