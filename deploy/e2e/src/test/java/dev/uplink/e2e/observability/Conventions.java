package dev.uplink.e2e.observability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus asks of names (https://prometheus.io/docs/practices/naming/) and of labels: each
 * value is a series of its own, so no label may have one for each webhook, commit or run.
 */
public final class Conventions {
  private static final Pattern TYPE = Pattern.compile("# TYPE (uplink_\\S+) (\\w+)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
  private static final Pattern OTHER_UNIT =
      Pattern.compile(".*_(?:ms|millis|milliseconds|minutes|hours|kilobytes|mb|percent)(?:_.*)?");

  /** Commits, deliveries, runs, pages and whatever else has a name of its own. */
  private static final Pattern ONE_OF_MANY =
      Pattern.compile(".*(?:[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f]{4}-).*");

  /** Kafka's and Kafka Streams' own: one for each start of a process. */
  private static final Set<String> OF_A_PROCESS = Set.of("client_id", "process_id", "thread_id");

  /** Those that are worst off have their own series, and only so many of them. */
  private static final String OF_THE_WORST = "integration";

  private static final int MOST_OF_THE_WORST = 20;

  private Conventions() {}

  /** In words, what breaks them in what services tell Prometheus; empty if nothing does. */
  public static Collection<String> broken(Collection<String> texts) {
    Set<String> broken = new TreeSet<>();
    for (String text : texts) {
      Matcher type = TYPE.matcher(text);
      while (type.find()) {
        broken.addAll(ofName(type.group(1), type.group(2)));
      }
    }
    Scrape.of(texts)
        .labelsByMetric()
        .forEach(
            (metric, series) -> {
              series.forEach(labels -> broken.addAll(ofLabels(metric, labels)));
              if (series.stream().filter(labels -> labels.containsKey(OF_THE_WORST)).count()
                  > MOST_OF_THE_WORST) {
                broken.add(metric + " has too many integrations");
              }
            });
    return broken;
  }

  private static List<String> ofName(String name, String type) {
    List<String> broken = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      broken.add(name + " is not in snake case");
    }
    if (OTHER_UNIT.matcher(name).matches()) {
      broken.add(name + " is in no base unit");
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      broken.add("%s is a %s".formatted(name, type));
    }
    if (Set.of("summary", "histogram").contains(type)
        && !name.endsWith("_seconds")
        && !name.endsWith("_bytes")) {
      broken.add(name + " names no unit");
    }
    return broken;
  }

  private static List<String> ofLabels(String metric, Map<String, String> labels) {
    return labels.entrySet().stream()
        .filter(label -> !OF_A_PROCESS.contains(label.getKey()))
        .filter(label -> !OF_THE_WORST.equals(label.getKey()))
        .filter(label -> ONE_OF_MANY.matcher(label.getValue()).matches())
        .map(
            label ->
                "%s{%s=\"%s\"} is one of many".formatted(metric, label.getKey(), label.getValue()))
        .toList();
  }
}
