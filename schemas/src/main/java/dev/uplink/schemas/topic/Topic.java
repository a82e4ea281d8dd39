package dev.uplink.schemas.topic;

import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the contract. Keys are UTF-8 strings.
 *
 * @param name as on the broker
 * @param key what a record's key is, in words
 * @param value the record's type
 * @param writers the one service that writes it; dead letters alone are written by several
 * @param readers who reads it
 * @param settings how it is kept
 */
public record Topic<V extends SpecificRecord>(
    String name,
    String key,
    Class<V> value,
    Set<Service> writers,
    Set<Service> readers,
    TopicSettings settings) {

  /** The registry's subject for the values. */
  public String subject() {
    return name + "-value";
  }

  Topic<V> with(TopicSettings other) {
    return new Topic<>(name, key, value, writers, readers, other);
  }

  @Override
  public String toString() {
    return name;
  }
}
