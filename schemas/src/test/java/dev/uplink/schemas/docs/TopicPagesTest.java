package dev.uplink.schemas.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages are the catalogue's and the schemas' own words. With -Ddocs.write=true they are written
 * anew.
 */
class TopicPagesTest {
  private static final Path FOLDER = Path.of("docs/topics");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final AvroSerdes SERDES = AvroSerdes.over(new InMemorySchemaRegistry());
  private static final String INDEX =
      """
      # The topics, one by one

      Each page says who writes and reads a topic, what its key and each field mean, how long it is kept, shows a record that Uplink wrote, and
      how to read it with kcat, Java and JavaScript. What holds for all of them stands in [schemas](../../README.md#topics). A scheduler needs two
      of them, [commands](uplink.run-commands.md) and [updates](uplink.run-updates.md), and may begin as a copy of
      [the example](../../../deploy/examples/scheduler/README.md).

      The pages are written by a test, from the catalogue, the schemas and the examples beside it in `src/test/resources/topics`
      (`./mvnw -pl schemas test -Dtest=TopicPagesTest -Ddocs.write=true`).

      | topic | one record is | writer → readers |
      | --- | --- | --- |
      """;

  static Stream<Topic<? extends SpecificRecord>> topics() {
    return Topics.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyPageSaysWhatIsSo(Topic<?> topic) throws IOException {
    assertWritten(FOLDER.resolve(topic + ".md"), TopicPage.of(topic));
  }

  @Test
  void theIndexNamesEveryPageAndThereAreNoOthers() throws IOException {
    assertWritten(FOLDER.resolve("README.md"), INDEX + topics().map(this::row).collect(joining()));

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("README.md"), topics().map(topic -> topic + ".md")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyExampleCanBeWrittenAndReadByItsTopicsSerde(Topic<?> topic) throws IOException {
    Example example = Example.of(topic);

    assertThat(throughSerde(topic, example)).isEqualTo(example.as(topic.value()));
    assertThat(example.pretty()).doesNotContain("\"UNKNOWN\"");
  }

  private static <T extends SpecificRecord> T throughSerde(Topic<T> topic, Example example)
      throws IOException {
    try (Serde<T> serde = SERDES.serde(topic)) {
      byte[] bytes = serde.serializer().serialize(topic.name(), example.as(topic.value()));
      return serde.deserializer().deserialize(topic.name(), bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void anExamplesKeyIsWhatItsFieldsSay(Topic<?> topic) throws IOException {
    Example example = Example.of(topic);
    List<String> equalToKey =
        example.record().getSchema().getFields().stream()
            .filter(
                field -> field.doc().toLowerCase(Locale.ROOT).contains("equal to the record's key"))
            .map(Schema.Field::name)
            .toList();

    assertThat(equalToKey)
        .allSatisfy(name -> assertThat(example.record().get(name)).hasToString(example.key()));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void linksLeadToFiles(Topic<?> topic) throws IOException {
    assertThat(LINK.matcher(TopicPage.of(topic) + INDEX).results().map(link -> link.group(1)))
        .filteredOn(link -> !link.startsWith("http") && !link.isEmpty())
        .allSatisfy(link -> assertThat(FOLDER.resolve(link)).exists());
  }

  private static void assertWritten(Path page, String expected) throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page).hasContent(expected);
  }

  private String row(Topic<?> topic) {
    return "| [`%s`](%s.md) | %s | %s → %s |\n"
        .formatted(
            topic,
            topic,
            SpecificData.get().getSchema(topic.value()).getDoc(),
            TopicPage.names(topic.writers()),
            TopicPage.names(topic.readers()));
  }
}
