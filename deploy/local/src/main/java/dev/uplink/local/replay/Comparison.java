package dev.uplink.local.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a delivery, then and now.
 *
 * @param whole whether the two differ beside their outcomes: in what they are, or in why there was
 *     nothing to decide
 * @param changes of every target and ref of either, as decided now, then what is left of then
 */
record Comparison(Fate then, Fate now, boolean whole, List<Change> changes) {
  Comparison {
    changes = List.copyOf(changes);
  }

  static Comparison of(Fate then, Fate now) {
    return new Comparison(then, now, differ(then, now), changes(outcomes(then), outcomes(now)));
  }

  boolean differs() {
    return whole || changes.stream().anyMatch(Change::differs);
  }

  private static boolean differ(Fate then, Fate now) {
    return switch (then) {
      case Fate.Decided before ->
          !(now instanceof Fate.Decided after) || !before.ignored().equals(after.ignored());
      case Fate.GivenUp before ->
          !(now instanceof Fate.GivenUp after) || before.reason() != after.reason();
      case Fate.NotKnown _ -> true;
    };
  }

  private static List<Change> changes(List<Outcome> before, List<Outcome> after) {
    Map<Place, Outcome> left = new LinkedHashMap<>();
    before.forEach(outcome -> left.put(outcome.place(), outcome));
    List<Change> changes = new ArrayList<>();
    for (Outcome now : after) {
      Optional<Outcome> then = Optional.ofNullable(left.remove(now.place()));
      changes.add(then.map(known -> change(known, now)).orElseGet(() -> new Change.OnlyNow(now)));
    }
    left.values().forEach(then -> changes.add(new Change.OnlyThen(then)));
    return changes;
  }

  private static Change change(Outcome then, Outcome now) {
    return now.means(then) ? new Change.Same(now) : new Change.Otherwise(then, now);
  }

  private static List<Outcome> outcomes(Fate fate) {
    return switch (fate) {
      case Fate.Decided decided -> decided.outcomes();
      case Fate.GivenUp _, Fate.NotKnown _ -> List.of();
    };
  }
}
