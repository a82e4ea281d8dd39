package dev.uplink.schemas.streams;

import java.nio.ByteBuffer;

/** A record of a global store's topic, with the bytes it was read from; a tombstone is none. */
public sealed interface GlobalRecord<T> {
  ByteBuffer bytes();

  /** It could be read; whether it makes sense is for its store to say. */
  record Decoded<T>(T entity, ByteBuffer bytes) implements GlobalRecord<T> {}

  /** Bytes that will never be a record, and why. */
  record Undecodable<T>(RuntimeException failure, ByteBuffer bytes) implements GlobalRecord<T> {}
}
