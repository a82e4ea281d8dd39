package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.CommentCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a comment says to us, by its first line. Case does not matter. Cloud's editor writes
 * Markdown; what it adds to keep text from being taken for Markdown was not typed, and is not read.
 */
public sealed interface Command {
  String PREFIX = "/spacelift";

  /** Every target of the repository. */
  String ALL = "*";

  /** The most names one comment may have. */
  int MOST_NAMES = 100;

  /** It speaks to somebody else. */
  record None() implements Command {}

  record Help() implements Command {}

  /**
   * @param names slugs in lower case, or {@link #ALL}; at least one
   */
  record Run(CommentCommand what, Set<String> names) implements Command {
    public Run {
      names = Set.copyOf(names);
    }

    boolean names(Target target) {
      return names.contains(ALL) || names.contains(target.name().slug().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * It speaks to us, but not in words we know.
   *
   * @param why in plain words
   */
  record Unknown(String why) implements Command {}

  static Command of(String comment) {
    // Of a line that was left empty the editor makes a zero-width non-joiner. What is pasted, or
    // typed as the second of two, may be a space that does not break.
    String text = comment.replaceAll("\\x{200C}", "").replaceAll("\\p{Zs}", " ");
    String line = text.strip().lines().findFirst().orElse("");
    List<String> words = List.of(line.toLowerCase(Locale.ROOT).split("\\s+"));
    if (!words.getFirst().equals(PREFIX)) {
      return new None();
    }
    if (words.size() == 1) {
      return new Unknown("it names no command: propose, deploy or help");
    }
    List<String> names = words.stream().skip(2).map(Command::typed).toList();
    return switch (words.get(1)) {
      case "help" -> new Help();
      case "propose" -> run(CommentCommand.PROPOSE, names);
      case "deploy" -> run(CommentCommand.DEPLOY, names);
      default -> new Unknown("it asks for something else than propose, deploy or help");
    };
  }

  /** Also the {@code *} that means all comes with a backslash. */
  private static String typed(String word) {
    return word.replaceAll("\\\\(\\p{Punct})", "$1");
  }

  private static Command run(CommentCommand what, List<String> names) {
    Set<String> distinct = names.stream().collect(Collectors.toUnmodifiableSet());
    if (distinct.isEmpty()) {
      return new Unknown("it names no stack or module; * means all of the repository");
    }
    return distinct.size() > MOST_NAMES
        ? new Unknown("it names more than " + MOST_NAMES + " stacks and modules")
        : new Run(what, distinct);
  }
}
