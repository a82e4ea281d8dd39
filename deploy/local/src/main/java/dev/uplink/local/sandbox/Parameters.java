package dev.uplink.local.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which parameters a route has by its product's published description, and what each may be. The
 * products themselves pass over what they do not know; a name that is misspelt would never be
 * noticed.
 */
final class Parameters {
  static final Parameters NONE = new Parameters(Map.of());

  /** What a parameter may be; {@code expected} is for people. */
  private record Rule(String expected, Predicate<String> holds) {}

  private static final int LONGEST_NUMBER = 9;

  private final Map<String, Rule> rules;

  private Parameters(Map<String, Rule> rules) {
    this.rules = rules;
  }

  Parameters text(String... names) {
    return with(new Rule("some text", text -> !text.isEmpty()), names);
  }

  Parameters matching(String name, String pattern) {
    return with(
        new Rule(pattern, Pattern.compile(pattern, Pattern.DOTALL).asMatchPredicate()), name);
  }

  Parameters flag(String... names) {
    return with(new Rule("true or false", Set.of("true", "false")::contains), names);
  }

  Parameters oneOf(String name, String... values) {
    Set<String> known = Set.of(values);
    return with(new Rule("one of " + String.join(", ", values), known::contains), name);
  }

  Parameters number(String name, int least, int most) {
    return with(
        new Rule("%d to %d".formatted(least, most), text -> isNumber(text, least, most)), name);
  }

  /** What is wrong with a query, as {@code name: value (expected: …)}; empty when nothing is. */
  Optional<String> problem(String query) {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      Optional<String> problem =
          Encoding.isClean(pair, "/?")
              ? problem(parts[0], parts.length == 2 ? Routes.decoded(parts[1]) : "")
              : Optional.of(pair + " (expected: percent-encoded UTF-8)");
      if (problem.isPresent()) {
        return problem;
      }
      if (!seen.add(parts[0])) {
        return Optional.of(parts[0] + " (expected: once)");
      }
    }
    return Optional.empty();
  }

  private Optional<String> problem(String name, String value) {
    Rule rule = rules.get(name);
    if (rule == null) {
      return Optional.of(
          "%s (expected: %s)"
              .formatted(name, rules.isEmpty() ? "no parameters" : "one of " + names()));
    }
    return rule.holds().test(value)
        ? Optional.empty()
        : Optional.of("%s: '%s' (expected: %s)".formatted(name, value, rule.expected()));
  }

  private String names() {
    return String.join(", ", rules.keySet().stream().sorted().toList());
  }

  private Parameters with(Rule rule, String... names) {
    Map<String, Rule> more = new HashMap<>(rules);
    for (String name : names) {
      more.put(name, rule);
    }
    return new Parameters(more);
  }

  private static boolean isNumber(String text, int least, int most) {
    return text.matches("[0-9]{1," + LONGEST_NUMBER + "}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most;
  }
}
