package dev.uplink.local.replay;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a dry run found.
 *
 * @param catalogue how many entities there are now, by the topic's name
 * @param unusable how many records of the catalogue could not be used
 * @param entries one for each delivery, in the order in which they were decided
 */
record Report(
    Selection selection,
    int repeated,
    int lost,
    Map<String, Integer> catalogue,
    int unusable,
    List<Entry> entries) {
  Report {
    entries = List.copyOf(entries);
  }

  record Entry(Delivery delivery, Comparison comparison, Rehearsed rehearsed) {
    boolean differs() {
      return comparison.differs();
    }
  }

  List<Entry> different() {
    return entries.stream().filter(Entry::differs).toList();
  }

  int answered() {
    return entries.stream().mapToInt(entry -> entry.rehearsed().answered()).sum();
  }

  int unanswered() {
    return entries.stream().mapToInt(entry -> entry.rehearsed().unanswered().size()).sum();
  }

  long changes(Predicate<Change> wanted) {
    return entries.stream()
        .flatMap(entry -> entry.comparison().changes().stream())
        .filter(wanted)
        .count();
  }
}
