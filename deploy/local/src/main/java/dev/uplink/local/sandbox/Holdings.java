package dev.uplink.local.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The repositories and branches that there are. Tests and people name whatever they like, so all
 * are there but those whose name begins with {@code hidden} or {@code missing}; lists show a few.
 */
final class Holdings {
  /** More than a page of a search box, with the same beginning. */
  private static final int SIMILAR = 30;

  private static final List<String> BRANCHES =
      Stream.concat(
              IntStream.rangeClosed(1, SIMILAR).mapToObj("%02d-release"::formatted),
              Stream.of("develop", "feature/subnets", "main", "release"))
          .toList();

  private static final List<String> REPOSITORIES =
      List.of("dns", "infrastructure", "network", "payments");

  private Holdings() {}

  static boolean has(String name) {
    return !name.startsWith("hidden") && !name.startsWith("missing");
  }

  /** What the filter finds, in the order of the alphabet. */
  static List<String> branches(Filter filter) {
    return found(BRANCHES, filter);
  }

  /** Of any workspace or project. */
  static List<String> repositories(Filter filter) {
    return found(REPOSITORIES, filter);
  }

  /**
   * What names are looked for.
   *
   * @param text part of a name or all of it; empty for everything
   * @param isPart whether a part is enough
   * @param isWhole whether it may be a whole name, also of what is not listed
   */
  record Filter(String text, boolean isPart, boolean isWhole) {
    static final Filter NONE = new Filter("", true, false);

    boolean finds(String name) {
      String wanted = text.toLowerCase(Locale.ROOT);
      String actual = name.toLowerCase(Locale.ROOT);
      return isPart ? actual.contains(wanted) : actual.equals(wanted);
    }
  }

  private static List<String> found(List<String> known, Filter filter) {
    List<String> names = new ArrayList<>(known.stream().filter(filter::finds).toList());
    String text = filter.text();
    if (filter.isWhole() && !text.isEmpty() && has(text) && !names.contains(text)) {
      names.add(text);
    }
    return names.stream().sorted().toList();
  }
}
