package dev.uplink.schemas.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Records written as most clients show them: a nullable field is its value or null, without the
 * wrapper around it that Avro's own JSON has; bytes are text in ISO 8859-1.
 */
final class PlainJson {
  private PlainJson() {}

  /**
   * The record that the JSON stands for. A field that is missing has its default, as it would for a
   * reader; one that the schema does not know is refused.
   */
  static GenericData.Record record(Schema schema, JsonNode json) {
    Iterator<String> names = json.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw new IllegalArgumentException(schema.getName() + " has no field " + name);
      }
    }
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.pos(),
          json.has(field.name())
              ? value(field.schema(), json.get(field.name()))
              : GenericData.get().getDefaultValue(field));
    }
    return record;
  }

  private static @Nullable Object value(Schema schema, JsonNode json) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, json);
      case UNION -> json.isNull() ? null : value(schema.getTypes().getLast(), json);
      case ARRAY -> array(schema, json);
      case ENUM -> new GenericData.EnumSymbol(schema, json.textValue());
      case STRING -> json.textValue();
      case BYTES -> ByteBuffer.wrap(json.textValue().getBytes(StandardCharsets.ISO_8859_1));
      case INT -> json.intValue();
      case LONG -> json.longValue();
      case BOOLEAN -> json.booleanValue();
      // None of them is in a schema of ours; the first one to be needs its words here.
      case MAP, FIXED, FLOAT, DOUBLE, NULL ->
          throw new IllegalArgumentException("no way to write " + schema.getType());
    };
  }

  private static List<@Nullable Object> array(Schema schema, JsonNode json) {
    List<@Nullable Object> elements = new ArrayList<>();
    json.forEach(element -> elements.add(value(schema.getElementType(), element)));
    return elements;
  }
}
