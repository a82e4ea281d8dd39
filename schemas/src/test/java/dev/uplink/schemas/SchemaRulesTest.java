package dev.uplink.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every published schema keeps to, so that readers of any language can rely on it. */
class SchemaRulesTest {

  static Stream<Schema> records() {
    return Topics.ALL.stream()
        .map(Topic::value)
        .map(SpecificData.get()::getSchema)
        .flatMap(schema -> Stream.concat(Stream.of(schema), nested(schema)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordAndFieldIsDocumented(Schema schema) {
    assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
    if (schema.getType() == Schema.Type.RECORD) {
      assertThat(schema.getFields())
          .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyEnumFallsBackToUnknown(Schema schema) {
    if (schema.getType() == Schema.Type.ENUM) {
      assertThat(schema.getEnumDefault()).as(schema.getFullName()).isEqualTo("UNKNOWN");
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void nullableMeansNullFirstAndByDefault(Schema schema) {
    if (schema.getType() == Schema.Type.RECORD) {
      assertThat(schema.getFields())
          .filteredOn(field -> field.schema().isUnion())
          .allSatisfy(
              field -> {
                assertThat(field.schema().getTypes()).hasSize(2);
                assertThat(field.schema().getTypes().getFirst().getType())
                    .isEqualTo(Schema.Type.NULL);
                assertThat(field.hasDefaultValue()).isTrue();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void instantsAreMillisecondsByLogicalType(Schema schema) {
    if (schema.getType() == Schema.Type.RECORD) {
      assertThat(schema.getFields())
          .filteredOn(field -> field.name().equals("at") || field.name().endsWith("At"))
          .allSatisfy(
              field ->
                  assertThat(plain(field).getLogicalType())
                      .as(field.name())
                      .isEqualTo(LogicalTypes.timestampMillis()));
    }
  }

  private static Schema plain(Schema.Field field) {
    return field.schema().isUnion() ? field.schema().getTypes().getLast() : field.schema();
  }

  private static Stream<Schema> nested(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFields().stream()
              .map(Schema.Field::schema)
              .flatMap(field -> Stream.concat(named(field), nested(field)));
      case UNION ->
          schema.getTypes().stream()
              .flatMap(branch -> Stream.concat(named(branch), nested(branch)));
      case ARRAY -> Stream.concat(named(schema.getElementType()), nested(schema.getElementType()));
      default -> Stream.empty();
    };
  }

  private static Stream<Schema> named(Schema schema) {
    return schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM
        ? Stream.of(schema)
        : Stream.empty();
  }
}
