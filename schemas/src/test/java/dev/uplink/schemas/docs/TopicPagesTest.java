package dev.uplink.schemas.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.access.Principal;
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

  private static final String LOGIN =
      """

      ## Where Kafka asks who comes

      It does wherever permissions count: by TLS and SCRAM-SHA-512, on [Kubernetes](../../../deploy/kubernetes/README.md) always. [Who may do what](../permissions.md) lists
      its users; the ones for programs of yours are `SCHEDULER` and `DASHBOARD`, and each page says which reads its topic. The programs on the pages log in if these are set:

      | variable | |
      | --- | --- |
      | `KAFKA`, `REGISTRY` | a broker's `host:port`; the registry's base URL, which asks nobody |
      | `KAFKA_USER`, `KAFKA_PASSWORD` | the user |
      | `KAFKA_CA` | a PEM file of who signed the brokers' certificates |
      | `GROUP` | the consumer group; its name begins with the user's |

      On Kubernetes, in a namespace with the labels `uplink.dev/uses-kafka=true` and `uplink.dev/uses-registry=true`:

      ```sh
      export KAFKA=uplink-kafka-bootstrap.uplink.svc:9093 REGISTRY=http://registry.uplink.svc:8081/apis/ccompat/v7
      export KAFKA_USER=DASHBOARD GROUP=DASHBOARD-mine KAFKA_CA=$PWD/ca.crt
      ```

      with the password and the authority that Strimzi keeps, as whoever may read Secrets there prints them:

      ```sh
      export KAFKA_PASSWORD=$(kubectl get secret --namespace uplink kafka-DASHBOARD --output 'jsonpath={.data.password}' | base64 --decode)
      kubectl get secret --namespace uplink uplink-cluster-ca-cert --output 'jsonpath={.data.ca\\.crt}' | base64 --decode > ca.crt
      ```

      A program of Java that reads its settings as [every service](../../README.md#settings-of-every-service) does, such as the example, is given `UPLINK_KAFKA_SECURITY=SASL_SSL` and what belongs to it.
      """
          .replace("`SCHEDULER`", "`" + Principal.SCHEDULER.user() + "`")
          .replace("DASHBOARD", Principal.DASHBOARD.user());

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
    assertWritten(
        FOLDER.resolve("README.md"), INDEX + topics().map(this::row).collect(joining()) + LOGIN);

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
