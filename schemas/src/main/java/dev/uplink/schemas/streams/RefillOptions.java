package dev.uplink.schemas.streams;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever refills lost topics takes upon themselves.
 *
 * @param unclosed that a disk's state may lack the last and have too much, since its instance was
 *     killed
 * @param withoutRows that lost topics stay empty of which the disk has nothing
 */
public record RefillOptions(boolean unclosed, boolean withoutRows) {
  /** What the services are to be called with. */
  public static final String USAGE = "refill-topics [unclosed] [without-rows]";

  private static final String COMMAND = "refill-topics";
  private static final String UNCLOSED = "unclosed";
  private static final String WITHOUT_ROWS = "without-rows";

  /** Nothing unless the words are the command's. */
  public static Optional<RefillOptions> of(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals(COMMAND)) {
      return Optional.empty();
    }
    // Scripts have options, programs of the services have words.
    List<String> options =
        words.subList(1, words.size()).stream().map(word -> word.replaceFirst("^--", "")).toList();
    Set<String> distinct = new HashSet<>(options);
    return distinct.size() == options.size() && Set.of(UNCLOSED, WITHOUT_ROWS).containsAll(distinct)
        ? Optional.of(
            new RefillOptions(distinct.contains(UNCLOSED), distinct.contains(WITHOUT_ROWS)))
        : Optional.empty();
  }
}
