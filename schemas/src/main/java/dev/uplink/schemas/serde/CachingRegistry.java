package dev.uplink.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks another registry once for each thing; two threads that want it at the same time may both
 * ask. Ids and schemas never change, so nothing expires.
 */
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
    return kept(
        ids, new Entry(subject, schema), entry -> source.idOf(entry.subject(), entry.schema()));
  }

  @Override
  public Schema schemaOf(int id) {
    return kept(schemas, id, source::schemaOf);
  }

  @Override
  public int register(String subject, Schema schema) {
    return kept(
        ids, new Entry(subject, schema), entry -> source.register(entry.subject(), entry.schema()));
  }

  @Override
  public void requireFullCompatibility(String subject) {
    source.requireFullCompatibility(subject);
  }

  /**
   * Asks outside of {@code computeIfAbsent}, which locks others out: one question that is not
   * answered would hold up those that ask for something else.
   */
  private static <K, V> V kept(Map<K, V> known, K key, Function<K, V> question) {
    @Nullable V before = known.get(key);
    if (before != null) {
      return before;
    }
    V answer = question.apply(key);
    known.put(key, answer);
    return answer;
  }
}
