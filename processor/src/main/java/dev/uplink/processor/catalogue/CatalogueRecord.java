package dev.uplink.processor.catalogue;

import java.nio.ByteBuffer;

/** A record of a catalogue topic, with the bytes it was read from; a tombstone is none. */
sealed interface CatalogueRecord<T> {
  ByteBuffer bytes();

  record Decoded<T>(T entity, ByteBuffer bytes) implements CatalogueRecord<T> {}

  record Undecodable<T>(RuntimeException failure, ByteBuffer bytes) implements CatalogueRecord<T> {}
}
