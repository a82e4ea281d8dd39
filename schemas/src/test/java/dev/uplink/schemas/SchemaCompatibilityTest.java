package dev.uplink.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.serde.ReleasedSchemas;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema reads, and is read by, all that were ever released (FULL_TRANSITIVE). Released ones
 * lie in {@code src/main/resources/released/<version>/<subject>.avsc} and are never edited; a
 * release adds a folder.
 */
class SchemaCompatibilityTest {
  static final Path RELEASED = Path.of("src/main/resources/released");
  private static final SchemaValidator FULL =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  static List<Topic<?>> topics() {
    return List.copyOf(Topics.ALL);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void todaysSchemaFitsEveryReleasedOne(Topic<?> topic) {
    Schema today = SpecificData.get().getSchema(topic.value());
    List<Schema> released = ReleasedSchemas.of(topic);

    assertThat(released).as("released schemas of %s", topic).isNotEmpty();
    assertThatCode(() -> FULL.validate(today, released)).doesNotThrowAnyException();
  }

  @Test
  void aRemovedFieldIsNoticed() {
    Schema released = ReleasedSchemas.of(Topics.REJECTIONS).getFirst();
    Schema broken =
        Schema.createRecord(
            released.getName(),
            released.getDoc(),
            released.getNamespace(),
            false,
            released.getFields().stream()
                .skip(1)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());

    assertThatThrownBy(() -> FULL.validate(broken, List.of(released)))
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  void everyReleaseIsKnown() throws IOException {
    try (Stream<Path> versions = Files.list(RELEASED)) {
      assertThat(versions.map(version -> version.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ReleasedSchemas.VERSIONS);
    }
  }
}
