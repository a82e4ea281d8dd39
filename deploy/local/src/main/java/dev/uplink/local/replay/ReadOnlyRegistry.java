package dev.uplink.local.replay;

import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.serde.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads from a registry and writes nothing there: what a dry run decides has ids of its own, from
 * the highest down. So it also decides by a build whose schemas the registry does not have yet.
 */
final class ReadOnlyRegistry implements SchemaRegistry {
  private final SchemaRegistry source;
  private final List<Schema> own = new ArrayList<>();

  ReadOnlyRegistry(SchemaRegistry source) {
    this.source = source;
  }

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    if (!own.contains(schema)) {
      own.add(schema);
    }
    return Integer.MAX_VALUE - own.indexOf(schema);
  }

  @Override
  public synchronized Schema schemaOf(int id) {
    int place = Integer.MAX_VALUE - id;
    if (id < 0) {
      throw new MalformedRecordException("no schema has the id " + id);
    }
    return place < own.size() ? own.get(place) : source.schemaOf(id);
  }

  @Override
  public int register(String subject, Schema schema) {
    return idOf(subject, schema);
  }

  @Override
  public void requireFullCompatibility(String subject) {
    // Nothing is registered, so there is nothing to require it of.
  }
}
