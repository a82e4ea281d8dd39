package dev.uplink.schemas.docs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** A schema as tables for people: its own fields, then each record and enum that it uses. */
final class RecordTables {
  private final Map<String, Schema> described = new LinkedHashMap<>();
  private final Queue<Schema> waiting = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  private RecordTables() {}

  static String of(Schema record) {
    RecordTables tables = new RecordTables();
    tables.fields(record);
    while (!tables.waiting.isEmpty()) {
      tables.describe(tables.waiting.remove());
    }
    return tables.text.toString();
  }

  private void describe(Schema used) {
    line("\n### `%s`\n".formatted(used.getName()));
    line(used.getDoc() + "\n");
    if (used.getType() == Schema.Type.RECORD) {
      fields(used);
    } else {
      String known =
          used.getEnumSymbols().stream()
              .filter(symbol -> !symbol.equals(used.getEnumDefault()))
              .map("`%s`"::formatted)
              .collect(joining(", "));
      line(
          "One of %s. A reader takes a word that it does not know for `%s`."
              .formatted(known, used.getEnumDefault()));
    }
  }

  private void fields(Schema record) {
    line("| field | type | default | meaning |");
    line("| --- | --- | --- | --- |");
    for (Schema.Field field : record.getFields()) {
      line(
          "| `%s` | %s | %s | %s |"
              .formatted(field.name(), type(field.schema()), defaultOf(field), field.doc()));
    }
  }

  private String type(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> type(schema.getTypes().getLast()) + " or null";
      case ARRAY -> "array of " + type(schema.getElementType());
      case ENUM, RECORD -> named(schema);
      case LONG ->
          LogicalTypes.timestampMillis().equals(schema.getLogicalType())
              ? "timestamp (long, ms)"
              : "long";
      case STRING, BYTES, INT, BOOLEAN, FLOAT, DOUBLE, MAP, FIXED, NULL ->
          schema.getType().getName();
    };
  }

  private String named(Schema schema) {
    if (described.putIfAbsent(schema.getFullName(), schema) == null) {
      waiting.add(schema);
    }
    return "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
  }

  private static String defaultOf(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return "";
    }
    Object value = field.defaultVal();
    return JsonProperties.NULL_VALUE.equals(value) ? "null" : "`%s`".formatted(value);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
