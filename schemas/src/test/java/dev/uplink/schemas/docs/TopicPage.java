package dev.uplink.schemas.docs;

import static java.util.stream.Collectors.joining;

import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.TopicSettings;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** All that someone has to know who reads or writes one topic. */
final class TopicPage {
  private static final Path AVRO = Path.of("src/main/avro");

  /** What people write beside the generated: why and how, where fields alone do not say it. */
  private static final Path NOTES = Path.of("src/test/resources/topics");

  private static final String REPOSITORY =
      "`{accountId}/{provider}/{namespace}/{repository}`, provider `bitbucket-cloud` or"
          + " `bitbucket-datacenter`, namespace and repository in lower case";

  private static final Map<String, String> KEYS =
      Map.of(
          "repository key",
          REPOSITORY
              + ". For a body that names no repository it is"
              + " `{accountId}/{provider}/-/{deliveryId}`",
          "target id",
          "id of the stack or module: what concerns one target stays in order",
          "run id",
          "`{group}.{run}`, as the run's command has it",
          "integration id",
          "id of the integration",
          "entity",
          "the entity, as in the record's field of that name");

  private static final String TRACES = "../../README.md#traces-and-log-lines";

  /** All of whose records a delivery or a trigger led to. */
  private static final Set<Topic<?>> OF_DELIVERIES =
      Set.of(
          Topics.WEBHOOKS,
          Topics.TRIGGER_REQUESTS,
          Topics.LOOKUP_REQUESTS,
          Topics.LOOKUP_RESULTS,
          Topics.DECISIONS,
          Topics.RUN_COMMANDS,
          Topics.REJECTIONS,
          Topics.COMMIT_STATUSES,
          Topics.COMMIT_CHECKS,
          Topics.STATUS_DELIVERIES);

  private TopicPage() {}

  static String of(Topic<?> topic) throws IOException {
    Schema schema = SpecificData.get().getSchema(topic.value());
    return """
    # `%s`

    %s

    Written by a test from the catalogue and the schema: do not edit it here ([how](README.md)).

    | | |
    | --- | --- |
    | written by | %s |
    | read by | %s |
    | key | %s |
    | value | [`%s`](%s), Avro in the Confluent wire format, subject `%s` |
    | partitions | %d by default, by murmur2 of the key |
    | kept | %s |
    | record up to | %d MiB |
    | record's time | %s |
    %s%s
    ## Record `%s`

    Timestamps are milliseconds since 1970-01-01T00:00:00Z. A field that has no default is always written.

    %s
    ## Example

    A record that Uplink wrote, in the JSON that most clients make of it:

    ```json
    %s
    ```

    ## Read it

    %s\
    """
        .formatted(
            topic,
            schema.getDoc(),
            names(topic.writers()),
            names(topic.readers()),
            key(topic),
            schema.getName(),
            source(schema),
            topic.subject(),
            topic.settings().partitions(),
            kept(topic.settings()),
            topic.settings().maxRecordBytes() >> 20,
            topic.settings().appendTime() ? "when the broker got it" : "the writer's",
            headers(topic),
            notes(topic),
            schema.getName(),
            RecordTables.of(schema),
            Example.of(topic).pretty(),
            ReadSnippets.of(topic));
  }

  /** A row of the table, of those that have any. */
  private static String headers(Topic<?> topic) {
    if (topic.equals(Topics.RUN_UPDATES)) {
      return "| headers | a scheduler may name its step in `traceparent` ([traces](%s)) |\n"
          .formatted(TRACES);
    }
    return OF_DELIVERIES.contains(topic)
        ? "| headers | `uplink-delivery-id`, and `traceparent` where spans are made ([traces](%s)) |\n"
            .formatted(TRACES)
        : "";
  }

  static String names(Set<Service> services) {
    return services.stream()
        .sorted()
        .map(service -> service.name().toLowerCase(Locale.ROOT))
        .collect(joining(", "));
  }

  private static String key(Topic<?> topic) {
    String meaning = KEYS.get(topic.key());
    String words = topic.key().contains("{") ? "`%s`".formatted(topic.key()) : topic.key();
    if (meaning != null) {
      return words + ": " + meaning;
    }
    return topic.key().contains("{repository key}")
        ? words + "; the repository key is " + REPOSITORY
        : words;
  }

  private static String kept(TopicSettings settings) {
    return switch (settings.cleanup()) {
      case DELETE -> days(settings.retention()) + " by default";
      case COMPACT ->
          "the newest record of each key (compacted); one without a value says that what it was"
              + " about is gone, and stays "
              + days(settings.tombstones());
      case COMPACT_AND_DELETE ->
          "the newest record of each key (compacted), and that for %s by default"
              .formatted(days(settings.retention()));
    };
  }

  private static String days(@Nullable Duration time) {
    return time == null ? "for ever" : time.toDays() + " days";
  }

  /** The file that the schema is written in, from the page. */
  private static String source(Schema schema) throws IOException {
    try (Stream<Path> files = Files.walk(AVRO)) {
      Path file =
          files
              .filter(path -> path.endsWith(schema.getName() + ".avsc"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no file for " + schema.getName()));
      return "../../" + file;
    }
  }

  private static String notes(Topic<?> topic) throws IOException {
    Path notes = NOTES.resolve(topic + ".md");
    return Files.exists(notes) ? "\n" + Files.readString(notes) : "";
  }
}
