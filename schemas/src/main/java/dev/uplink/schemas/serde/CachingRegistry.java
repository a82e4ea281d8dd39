package dev.uplink.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Asks another registry once for each thing. Ids and schemas never change, so nothing expires. */
public final class CachingRegistry implements SchemaRegistry {
  private record Entry(String subject, Schema schema) {}

  private final SchemaRegistry source;
  private final Map<Entry, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  public CachingRegistry(SchemaRegistry source) {
    this.source = source;
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Entry(subject, schema), entry -> source.idOf(entry.subject(), entry.schema()));
  }

  @Override
  public Schema schemaOf(int id) {
    return schemas.computeIfAbsent(id, source::schemaOf);
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Entry(subject, schema), entry -> source.register(entry.subject(), entry.schema()));
  }

  @Override
  public void requireFullCompatibility(String subject) {
    source.requireFullCompatibility(subject);
  }
}
