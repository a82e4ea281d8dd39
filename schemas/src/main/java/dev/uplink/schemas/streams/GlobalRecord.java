package dev.uplink.schemas.streams;

import java.nio.ByteBuffer;

/**
 * A record of a global store's topic, with the bytes it was read from; a tombstone is none. Whether
 * one that could be read makes sense is for its store to say.
 */
public sealed interface GlobalRecord<T> permits Received, GlobalRecord.Undecodable {
  ByteBuffer bytes();

  /** Bytes that will never be a record, and why. */
  record Undecodable<T>(RuntimeException failure, ByteBuffer bytes) implements GlobalRecord<T> {}
}
