package dev.uplink.e2e.observability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What services measure, as they tell it to Prometheus. */
public record Scrape(Map<String, List<Map<String, String>>> labelsByMetric) {
  private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** The texts of any number of services. */
  public static Scrape of(Collection<String> texts) {
    Map<String, List<Map<String, String>>> found = new HashMap<>();
    texts.stream()
        .flatMap(String::lines)
        .map(SERIES::matcher)
        .filter(Matcher::matches)
        .forEach(
            series ->
                found
                    .computeIfAbsent(series.group(1), name -> new ArrayList<>())
                    .add(labels(Objects.requireNonNullElse(series.group(2), ""))));
    return new Scrape(found);
  }

  /** In words, what of it nobody measures; empty if all of it is measured. */
  public List<String> missing(Use use) {
    List<Map<String, String>> series = labelsByMetric.getOrDefault(use.metric(), List.of());
    if (series.isEmpty()) {
      return List.of(use.metric() + " is not measured");
    }
    return use.labels().stream()
        .flatMap(
            label ->
                label.values().isEmpty()
                    ? label(series, use.metric(), label.name()).stream()
                    : label.values().stream()
                        .flatMap(
                            value -> value(series, use.metric(), label.name(), value).stream()))
        .toList();
  }

  private static List<String> label(List<Map<String, String>> series, String metric, String name) {
    return series.stream().anyMatch(labels -> labels.containsKey(name))
        ? List.of()
        : List.of(metric + " has no label " + name);
  }

  private static List<String> value(
      List<Map<String, String>> series, String metric, String name, String value) {
    return series.stream().anyMatch(labels -> value.equals(labels.get(name)))
        ? List.of()
        : List.of("%s{%s=\"%s\"} is not measured".formatted(metric, name, value));
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }
}
