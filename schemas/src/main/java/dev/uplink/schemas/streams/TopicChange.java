package dev.uplink.schemas.streams;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** What became of the topics that a local state was made of. */
sealed interface TopicChange {
  /**
   * Nothing that matters: a catalogue topic that is missing leaves what was read of it as it is.
   */
  record None() implements TopicChange {}

  /** These have the old name only: a position in the one that was read says nothing here. */
  record CatalogueAnew(SortedSet<String> topics) implements TopicChange {}

  /** These are gone, or empty again. To go on would be to forget without a word. */
  record InternalLost(SortedSet<String> topics) implements TopicChange {}

  /**
   * Compares by the ids that Kafka gives each topic it makes. What was never known is new, as after
   * an upgrade; what is used no longer does not matter.
   */
  static TopicChange between(Map<String, Uuid> known, Map<String, Uuid> now, UsedTopics used) {
    SortedSet<String> lost =
        those(used.internal(), name -> known.containsKey(name) && differs(name, known, now));
    if (!lost.isEmpty()) {
      return new InternalLost(lost);
    }
    SortedSet<String> anew =
        those(
            used.catalogue(),
            name -> known.containsKey(name) && now.containsKey(name) && differs(name, known, now));
    return anew.isEmpty() ? new None() : new CatalogueAnew(anew);
  }

  private static boolean differs(String name, Map<String, Uuid> known, Map<String, Uuid> now) {
    @Nullable Uuid before = known.get(name);
    return before != null && !before.equals(now.get(name));
  }

  private static SortedSet<String> those(SortedSet<String> names, Predicate<String> wanted) {
    return names.stream().filter(wanted).collect(Collectors.toCollection(TreeSet::new));
  }
}
