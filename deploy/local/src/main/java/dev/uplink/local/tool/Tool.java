package dev.uplink.local.tool;

import static java.util.stream.Collectors.joining;

import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the program can be asked for, each by its name in lower case. */
public enum Tool {
  SECRETS("<folder>: make what is missing of keys and passwords there", 1),
  DATABASE("make databases and roles, and set the roles' passwords", 0),
  TOPICS("make the topics that are missing, register the schemas", 0),
  SCHEMAS("register the schemas, where something else makes the topics", 0),
  SANDBOX("play both Bitbuckets", 0),
  SCHEDULER("take run commands through their states", 0),
  DEMO("send webhooks, tell what became of them", 0),
  REWIND("<instant>: let ingress write down again what topics told since then", 1),
  CHANGES("<instant>: tell what people changed since then", 1),
  REGISTRY("<folder of releases>: give an empty registry the ids that records bear", 1),
  KEYS(
      "<folder> add|promote, or <folder> drop <number of each key that seals>: one step of changing"
          + " the keys there",
      2,
      Integer.MAX_VALUE);

  private final String meaning;
  private final int fewest;
  private final int most;

  Tool(String meaning, int arguments) {
    this(meaning, arguments, arguments);
  }

  Tool(String meaning, int fewest, int most) {
    this.meaning = meaning;
    this.fewest = fewest;
    this.most = most;
  }

  public static Optional<Tool> find(String word) {
    return Stream.of(values()).filter(tool -> tool.word().equals(word)).findFirst();
  }

  static String usage() {
    return Stream.of(values())
        .map(tool -> "  " + tool.word() + "  " + tool.meaning)
        .collect(joining("\n"));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether so many words may follow its own. */
  boolean takes(int words) {
    return words >= fewest && words <= most;
  }

  /** All variables that it understands; another that begins with UPLINK_ is refused. */
  public List<Setting<?>> settings() {
    return switch (this) {
      case SECRETS, KEYS -> List.of();
      case DATABASE -> ToolSettings.DATABASE;
      case TOPICS -> ToolSettings.TOPICS;
      case SCHEMAS -> ToolSettings.SCHEMAS;
      case SANDBOX -> ToolSettings.SANDBOX;
      case SCHEDULER -> ToolSettings.SCHEDULER;
      case DEMO -> ToolSettings.DEMO;
      case REWIND, CHANGES, REGISTRY -> KafkaSettings.ALL;
    };
  }

  /** Whether all of it came as it should. */
  boolean run(String[] words, Map<String, String> environment, PrintStream out) {
    Settings read = Settings.read(environment, settings());
    return switch (this) {
      case SECRETS -> {
        EnvironmentFiles.write(Path.of(words[1]));
        yield true;
      }
      case DATABASE -> DatabaseTool.run(read, out);
      case TOPICS -> TopicsTool.run(read, out);
      case SCHEMAS -> SchemasTool.run(read, out);
      case SANDBOX -> LastingTools.sandbox(read, out);
      case SCHEDULER -> LastingTools.scheduler(read, out);
      case DEMO -> DemoTool.run(read, out);
      case REWIND -> RewindTool.run(read, instant(words[1]), out);
      case CHANGES -> ChangesTool.run(read, instant(words[1]), out);
      case REGISTRY -> RegistryTool.run(read, Path.of(words[1]), out);
      case KEYS -> KeysTool.run(Path.of(words[1]), step(words[2]), following(words), out);
    };
  }

  private static KeysTool.Step step(String word) {
    return Stream.of(KeysTool.Step.values())
        .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new RefusedException(word + " is none of add, promote and drop"));
  }

  private static Set<String> following(String[] words) {
    return Set.copyOf(List.of(words).subList(3, words.length));
  }

  private static Instant instant(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeParseException e) {
      throw new RefusedException(word + " is no instant such as 2026-01-02T03:04:05Z");
    }
  }
}
