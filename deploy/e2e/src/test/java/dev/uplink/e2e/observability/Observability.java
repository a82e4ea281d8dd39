package dev.uplink.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files of deploy/observability. */
public final class Observability {
  static final Path FOLDER = Path.of("../observability");

  private Observability() {}

  /**
   * An expression of a board or a rule.
   *
   * @param where in words
   */
  public record Expression(String where, String text) {
    List<Use> uses() {
      // Grafana puts a time there; any will do.
      return PromQl.uses(text.replace("$__rate_interval", "5m"));
    }
  }

  /** A rule, as it is in its file. */
  record Rule(Map<String, ?> fields) {
    boolean isAlert() {
      return fields.containsKey("alert");
    }

    String name() {
      return text(isAlert() ? "alert" : "record");
    }

    String text(String field) {
      return String.valueOf(Objects.requireNonNull(fields.get(field), field));
    }

    @SuppressWarnings("unchecked")
    Map<String, String> texts(String field) {
      return (Map<String, String>) Objects.requireNonNull(fields.get(field), field);
    }
  }

  /** All that boards and rules ask of measurements. */
  public static List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    rules().forEach(rule -> all.add(new Expression("rule " + rule.name(), rule.text("expr"))));
    boards()
        .forEach(
            board ->
                panels(board)
                    .forEach(
                        panel ->
                            panel
                                .path("targets")
                                .forEach(
                                    target ->
                                        all.add(
                                            new Expression(
                                                "board \"%s\", panel \"%s\""
                                                    .formatted(
                                                        board.path("title").asText(),
                                                        panel.path("title").asText()),
                                                target.path("expr").asText())))));
    return all;
  }

  /** What the services are asked for, with where that is asked. */
  public static List<String> missing(Scrape scrape) {
    return expressions().stream()
        .flatMap(
            expression ->
                expression.uses().stream()
                    .filter(use -> !use.isRecorded() && !use.metric().equals(OF_PROMETHEUS))
                    .flatMap(use -> scrape.missing(use).stream())
                    .map(words -> expression.where() + ": " + words))
        .toList();
  }

  /** Prometheus' own word on whether a service answered it. */
  static final String OF_PROMETHEUS = "up";

  static List<Rule> rules() {
    return list(yaml("rules/uplink.yml"), "groups").stream()
        .flatMap(group -> list(group, "rules").stream())
        .map(Rule::new)
        .toList();
  }

  static List<Map<String, ?>> ruleTests() {
    return list(yaml("tests/uplink.yml"), "tests");
  }

  static List<JsonNode> boards() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("boards"))) {
      ObjectMapper json = new ObjectMapper();
      List<JsonNode> boards = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        boards.add(json.readTree(file.toFile()));
      }
      return boards;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> panels(JsonNode board) {
    List<JsonNode> panels = new ArrayList<>();
    board.path("panels").forEach(panels::add);
    return panels;
  }

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, ?>> list(Map<String, ?> from, String field) {
    return (List<Map<String, ?>>) Objects.requireNonNull(from.get(field), field);
  }

  private static Map<String, ?> yaml(String file) {
    return new Yaml().load(text(file));
  }
}
