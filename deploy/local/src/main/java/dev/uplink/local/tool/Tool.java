package dev.uplink.local.tool;

import static java.util.stream.Collectors.joining;

import dev.uplink.local.replay.DryRunProgram;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.access.Principal;
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
  REGISTRY("give an empty registry the ids that records bear", 0),
  DEAD_LETTERS(
      "[--for-real] …: tell what would be decided of them now, or put them through again",
      0,
      Integer.MAX_VALUE),
  KEYS(
      "<folder> add|promote, or <folder> drop <number of each key that seals>: one step of changing"
          + " the keys there",
      2,
      Integer.MAX_VALUE);

  private static final int DONE = 0;
  private static final int FAILED = 1;

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
        .map(tool -> "  " + tool.word() + "  " + tool.meaning + tool.login())
        .collect(joining("\n"));
  }

  /** What it is asked for by. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Who it comes as to brokers that ask, and may do there all that it does: for what lays an
   * installation out, or recovers it. Empty for what reaches no Kafka, and for the demo's parts,
   * which are for brokers that ask nobody.
   */
  public Optional<Principal> principal() {
    return switch (this) {
      case TOPICS -> Optional.of(Principal.PROVISIONER);
      // It moves positions of ingress' groups, while no ingress runs.
      case REWIND -> Optional.of(Principal.INGRESS);
      // It reads what a dashboard may read.
      case CHANGES -> Optional.of(Principal.DASHBOARD);
      case REGISTRY -> Optional.of(Principal.RECOVERY);
      case DEAD_LETTERS -> Optional.of(Principal.REPLAYER);
      case SECRETS, DATABASE, SCHEMAS, SANDBOX, SCHEDULER, DEMO, KEYS -> Optional.empty();
    };
  }

  private String login() {
    return principal().map(known -> " (at Kafka as " + known.user() + ")").orElse("");
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
      case DEAD_LETTERS -> DryRunProgram.settings();
    };
  }

  /** Returns the exit code. */
  int run(String[] words, Map<String, String> environment, PrintStream out, PrintStream err) {
    Settings read = Settings.read(environment, settings());
    return switch (this) {
      case SECRETS -> {
        EnvironmentFiles.write(Path.of(words[1]));
        yield DONE;
      }
      case DATABASE -> code(DatabaseTool.run(read, out));
      case TOPICS -> code(TopicsTool.run(read, out));
      case SCHEMAS -> code(SchemasTool.run(read, out));
      case SANDBOX -> code(LastingTools.sandbox(read, out));
      case SCHEDULER -> code(LastingTools.scheduler(read, out));
      case DEMO -> code(DemoTool.run(read, out));
      case REWIND -> code(RewindTool.run(read, instant(words[1]), out));
      case CHANGES -> code(ChangesTool.run(read, instant(words[1]), out));
      case REGISTRY -> code(RegistryTool.run(read, out));
      // It has codes of its own.
      case DEAD_LETTERS -> {
        words[0] = "--dead-letters";
        yield DryRunProgram.run(words, environment, out, err);
      }
      case KEYS -> code(KeysTool.run(Path.of(words[1]), step(words[2]), following(words), out));
    };
  }

  /** By whether all of it came as it should. */
  private static int code(boolean came) {
    return came ? DONE : FAILED;
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
