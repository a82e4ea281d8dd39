package dev.uplink.schemas.serde;

import org.apache.avro.Schema;

/**
 * The little of a schema registry that serdes need. Every method may throw {@link
 * RegistryUnavailableException}, after a bounded time; what they learn never changes, so callers
 * keep it.
 */
public interface SchemaRegistry {
  /** Throws {@link SchemaNotRegisteredException} if the subject does not have this very schema. */
  int idOf(String subject, Schema schema);

  /** Throws {@link MalformedRecordException} if there is no such id. */
  Schema schemaOf(int id);

  /** Throws {@link SchemaNotRegisteredException} if the registry refuses it as incompatible. */
  int register(String subject, Schema schema);

  /** Lets the subject take only schemas that read, and are read by, all earlier ones. */
  void requireFullCompatibility(String subject);
}
