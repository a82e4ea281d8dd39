package dev.uplink.schemas.glob;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Turns a glob's text into its steps. */
final class GlobParser {
  private static final Step TO_BE_SET = new Step.Fork(List.of());
  private static final int END = -1;

  private final int[] text;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private GlobParser(String text) {
    this.text = text.codePoints().toArray();
  }

  static List<Step> parse(String text) {
    GlobParser parser = new GlobParser(text);
    if (parser.text.length == 0 || parser.text.length > Glob.LONGEST) {
      throw new IllegalArgumentException("a glob has 1 to %d characters".formatted(Glob.LONGEST));
    }
    parser.pattern(false);
    return parser.steps;
  }

  /** Reads to the end; in braces, to the comma or brace that ends it, which is left. */
  private void pattern(boolean inBraces) {
    while (peek() != END && !(inBraces && (peek() == ',' || peek() == '}'))) {
      int character = text[at++];
      switch (character) {
        case '*' -> star();
        case '?' -> steps.add(new Step.One(GlobParser::isWithinALevel));
        case '[' -> steps.add(new Step.One(characters()));
        case '{' -> alternatives();
        case '\\' -> exactly(escaped());
        // Where there is nothing that they could end, ',' and '}' and ']' stand for themselves.
        default -> exactly(character);
      }
    }
  }

  private static boolean isWithinALevel(int character) {
    return character != '/';
  }

  private void exactly(int character) {
    steps.add(new Step.One(other -> other == character));
  }

  private void star() {
    if (peek() == '*') {
      at++;
      steps.add(new Step.Any(any -> true));
    } else {
      steps.add(new Step.Any(GlobParser::isWithinALevel));
    }
  }

  /** A fork to each of the patterns, and behind each of them a way past the others. */
  private void alternatives() {
    int fork = steps.size();
    steps.add(TO_BE_SET);
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    do {
      starts.add(steps.size());
      pattern(true);
      ends.add(steps.size());
      steps.add(TO_BE_SET);
    } while (next("there is a '{' without its '}'") == ',');
    steps.set(fork, new Step.Fork(starts));
    for (int end : ends) {
      steps.set(end, new Step.Fork(List.of(steps.size())));
    }
  }

  private IntPredicate characters() {
    boolean isNegated = peek() == '!';
    at += isNegated ? 1 : 0;
    List<Integer> members = new ArrayList<>();
    boolean isRange = false;
    int character = next("there is a '[' without its ']'");
    while (character != ']') {
      // A hyphen at either end is one; between two characters it means all from one to the other.
      isRange |= character == '-' && !members.isEmpty() && peek() != ']';
      members.add(character == '\\' ? escaped() : character);
      character = next("there is a '[' without its ']'");
    }
    IntPredicate listed = isRange ? range(members) : list(members);
    return isNegated ? listed.negate() : listed;
  }

  private static IntPredicate list(List<Integer> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("there is a '[]' with no character in it");
    }
    return members::contains;
  }

  /**
   * {@code [ab-z]} would be four characters to Open Policy Agent and 26 to most others, {@code
   * [a-z0-9]} an error and 36. So neither is taken.
   */
  private static IntPredicate range(List<Integer> members) {
    if (members.size() != 3 || members.get(1) != '-') {
      throw new IllegalArgumentException(
          "a range stands alone in its brackets: {[a-z],[0-9]} instead of [a-z0-9]");
    }
    int first = members.getFirst();
    int last = members.getLast();
    if (first > last) {
      throw new IllegalArgumentException("there is a range that ends before it begins");
    }
    return character -> first <= character && character <= last;
  }

  private int escaped() {
    return next("there is nothing behind the last backslash");
  }

  private int peek() {
    return at < text.length ? text[at] : END;
  }

  private int next(String otherwise) {
    if (at == text.length) {
      throw new IllegalArgumentException(otherwise);
    }
    return text[at++];
  }
}
