package dev.uplink.schemas.glob;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern over a path or a tag name, by the rules of Open Policy Agent's {@code glob.match} with
 * "/" as its separator. It matches the whole text or not at all, and minds case.
 *
 * <ul>
 *   <li>{@code *} any characters but "/", also none; {@code **} any characters, also none
 *   <li>{@code ?} one character but "/"
 *   <li>{@code [abc]}, {@code [a-z]} one of these; {@code [!abc]}, {@code [!a-z]} one that is none
 *       of these, which "/" is too. A range stands alone; {@code {[a-z],[0-9]}} is two
 *   <li>{@code {a,b}} one of these patterns, which may be empty or hold further braces
 *   <li>{@code \} takes from the next character any meaning that it has
 * </ul>
 *
 * <p>Globs come from strangers, so nothing here backtracks, as java.util.regex would: all that may
 * come next is followed at once, and the work is bounded by the glob's length times the text's.
 */
public final class Glob {
  /** Code points; more than any field for globs takes. */
  public static final int LONGEST = 1_000;

  private final String text;
  private final List<Step> steps;

  private Glob(String text, List<Step> steps) {
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /**
   * @throws IllegalArgumentException if it is none; the message says why, for whoever wrote it
   */
  public static Glob parse(String text) {
    return new Glob(text, GlobParser.parse(text));
  }

  public boolean matches(String candidate) {
    BitSet reached = new BitSet(steps.size() + 1);
    reached.set(0);
    for (int at = 0; at < candidate.length() && !reached.isEmpty(); ) {
      int character = candidate.codePointAt(at);
      at += Character.charCount(character);
      reached = after(reached, character);
    }
    spread(reached);
    return reached.get(steps.size());
  }

  /** The steps before which one may stand when the character is read. */
  private BitSet after(BitSet before, int character) {
    spread(before);
    BitSet after = new BitSet(steps.size() + 1);
    for (int i = before.nextSetBit(0); i >= 0 && i < steps.size(); i = before.nextSetBit(i + 1)) {
      switch (steps.get(i)) {
        case Step.One(IntPredicate of) -> setIf(of.test(character), after, i + 1);
        case Step.Any(IntPredicate of) -> setIf(of.test(character), after, i);
        case Step.Fork _ -> {
          // Where it leads to is reached already.
        }
      }
    }
    return after;
  }

  /** Adds what can be reached without reading. All of it lies ahead, so once through is enough. */
  private void spread(BitSet reached) {
    for (int i = reached.nextSetBit(0); i >= 0 && i < steps.size(); i = reached.nextSetBit(i + 1)) {
      switch (steps.get(i)) {
        case Step.One _ -> {
          // Needs a character.
        }
        case Step.Any _ -> reached.set(i + 1);
        case Step.Fork(List<Integer> ways) -> ways.forEach(reached::set);
      }
    }
  }

  private static void setIf(boolean condition, BitSet steps, int index) {
    if (condition) {
      steps.set(index);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && text.equals(glob.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The glob as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
