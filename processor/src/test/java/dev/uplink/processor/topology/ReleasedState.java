package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * What a release remembered of {@link #tell its story}, row by row as it wrote them: {@code store,
 * time or -, kind of value, key, value}, with key and value in Base64.
 */
record ReleasedState(List<String> rows) {
  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final StoreSerde<RunCommand> COMMANDS = StoreSerde.of(Topics.RUN_COMMANDS);
  private static final StoreSerde<LookupResult> ANSWERS = StoreSerde.of(Topics.LOOKUP_RESULTS);

  /**
   * Run at a release, from the module's folder and with the version as argument: writes down what
   * later ones must be able to go on with.
   */
  public static void main(String[] arguments) throws IOException {
    try (Story story = tell(new Story())) {
      Files.writeString(
          RELEASED.resolve(arguments[0] + ".state"),
          String.join("\n", story.state().rows()) + "\n");
    }
  }

  static ReleasedState of(String version) throws IOException {
    return new ReleasedState(Files.readAllLines(RELEASED.resolve(version + ".state")));
  }

  /** The catalogue of it, which is read from its topics again. */
  static Story begin(Story story) {
    return story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build())
        .publish(Topics.STACKS, "cluster", Samples.stack("cluster").build());
  }

  /** A tracked run, a proposed one, and a push that waits for its files. */
  static Story tell(Story story) {
    begin(story).deliver(push("d1", branch("main", 'a', 'b')));
    story.answer(files(story.questions().getLast(), "prod/a.tf"));
    story.deliver(push("d2", branch("feature", 'b', 'c')));
    story.answer(files(story.questions().getLast(), "prod/b.tf"));
    return story.deliver(push("d3", branch("main", 'b', 'd')));
  }

  static ReleasedState remembered(TopologyTestDriver driver) {
    List<String> rows = new ArrayList<>();
    Remembered.each(
        driver,
        (store, time, key, value) ->
            rows.add(
                String.join(
                    " ",
                    store,
                    time,
                    kind(value),
                    BASE64.encodeToString(key.getBytes(UTF_8)),
                    BASE64.encodeToString(bytes(value)))));
    return new ReleasedState(rows);
  }

  void into(TopologyTestDriver driver) {
    for (String row : rows) {
      String[] cells = row.split(" ", -1);
      String key = new String(decoded(cells[3]), UTF_8);
      Object value = value(cells[2], decoded(cells[4]));
      Remembered.put(driver, cells[0], cells[1], key, value);
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case String text -> "text";
      case byte[] bytes -> "bytes";
      case RunCommand command -> "command";
      case LookupResult answer -> "answer";
      default -> throw new IllegalArgumentException("a row of " + value.getClass());
    };
  }

  private static byte[] bytes(Object value) {
    return switch (value) {
      case String text -> text.getBytes(UTF_8);
      case byte[] bytes -> bytes;
      case RunCommand command -> COMMANDS.serializer().serialize("", command);
      case LookupResult answer -> ANSWERS.serializer().serialize("", answer);
      default -> throw new IllegalArgumentException("a row of " + value.getClass());
    };
  }

  private static Object value(String kind, byte[] bytes) {
    return switch (kind) {
      case "text" -> new String(bytes, UTF_8);
      case "bytes" -> bytes;
      case "command" -> COMMANDS.deserializer().deserialize("", bytes);
      case "answer" -> ANSWERS.deserializer().deserialize("", bytes);
      default -> throw new IllegalArgumentException("a row of kind " + kind);
    };
  }

  private static byte[] decoded(String cell) {
    return Base64.getDecoder().decode(cell);
  }
}
