package dev.uplink.ingress.controlplane;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.controlplane.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** openapi.yml as a page for people. */
final class ApiReference {
  private static final String HEAD =
      """
      # API reference

      Written from [openapi.yml](../src/main/resources/api/openapi.yml), which the control plane serves at `/api/openapi.yml`; do not edit it here
      (`./mvnw -pl ingress -am test -Dtest=ApiReferenceTest -Ddocs.write=true -Dsurefire.failIfNoSpecifiedTests=false` writes it anew).
      What a list of fields cannot say stands in [CONTROL_PLANE.md](../CONTROL_PLANE.md), every problem with its meaning too.
      """;

  private final OpenApiDocument document;
  private final StringBuilder page = new StringBuilder(HEAD);

  private ApiReference(OpenApiDocument document) {
    this.document = document;
  }

  static String of(OpenApiDocument document) {
    return new ApiReference(document).write();
  }

  private String write() {
    line("");
    line(document.root().at("/info/description").asText().strip());
    Map<JsonNode, Operation> described = new LinkedHashMap<>();
    String section = "";
    for (Operation operation : document.operations()) {
      if (!section(operation).equals(section)) {
        section = section(operation);
        line("\n## " + section);
      }
      Operation same = described.putIfAbsent(operation.node(), operation);
      line("\n### `%s`\n".formatted(operation));
      if (same == null) {
        write(operation);
      } else {
        line("As `%s`.".formatted(same));
      }
    }
    return page.toString();
  }

  private void write(Operation operation) {
    line(sentence(operation.node().path("summary").asText()));
    parameters(operation);
    JsonNode request = document.resolve(operation.node().path("requestBody"));
    document
        .content(request)
        .values()
        .forEach(
            media -> {
              line("\n**Request**\n");
              fields(media.path("schema"));
              examples(media);
            });
    for (Map.Entry<String, JsonNode> answer : operation.node().path("responses").properties()) {
      JsonNode resolved = document.resolve(answer.getValue());
      if (answer.getKey().equals("default")) {
        problems(resolved);
      } else {
        line(
            "\n**Answer %s**: %s\n"
                .formatted(answer.getKey(), sentence(resolved.path("description").asText())));
        document
            .content(resolved)
            .values()
            .forEach(
                media -> {
                  fields(media.path("schema"));
                  examples(media);
                });
      }
    }
  }

  private void parameters(Operation operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.item().path("parameters").forEach(parameters::add);
    operation.node().path("parameters").forEach(parameters::add);
    if (parameters.isEmpty()) {
      return;
    }
    line("\n| parameter | in | type | |");
    line("| --- | --- | --- | --- |");
    for (JsonNode reference : parameters) {
      JsonNode parameter = document.resolve(reference);
      line(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  parameter.path("name").asText(),
                  parameter.path("in").asText(),
                  type(parameter.path("schema")),
                  parameter.path("description").asText()));
    }
  }

  private void fields(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    collect(schema, properties, required);
    if (properties.isEmpty()) {
      return;
    }
    line("| field | type | required | |");
    line("| --- | --- | --- | --- |");
    properties.forEach(
        (name, property) ->
            line(
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        name,
                        type(property),
                        required.contains(name) ? "yes" : "",
                        property.path("description").asText())));
  }

  private void collect(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
    JsonNode resolved = document.resolve(schema);
    resolved.path("allOf").forEach(part -> collect(part, properties, required));
    resolved.path("required").forEach(name -> required.add(name.asText()));
    resolved
        .path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
  }

  /** "array of string", "one of `A`, `B`", "string or null". */
  private String type(JsonNode schema) {
    JsonNode resolved = document.resolve(schema);
    if (resolved.has("enum")) {
      return "one of " + words(resolved.path("enum"), "`%s`", ", ");
    }
    JsonNode type = resolved.path("type");
    String word = type.isArray() ? words(type, "%s", " or ") : type.asText();
    if (word.equals("array")) {
      return "array of " + type(resolved.path("items"));
    }
    if (word.equals("object") && resolved.has("properties")) {
      List<String> names = new ArrayList<>();
      resolved.path("properties").fieldNames().forEachRemaining(names::add);
      return "object of `" + String.join("`, `", names) + "`";
    }
    return resolved.has("format") ? word + ", " + resolved.path("format").asText() : word;
  }

  private static String words(JsonNode array, String each, String between) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .map(each::formatted)
        .collect(joining(between));
  }

  private void examples(JsonNode media) {
    media
        .path("examples")
        .forEach(
            example ->
                line(
                    "\n```json\n%s\n```"
                        .formatted(document.resolve(example).path("value").toPrettyString())));
  }

  private void problems(JsonNode answer) {
    line("\n**Problems**\n");
    line("| status | code | field | as in |");
    line("| --- | --- | --- | --- |");
    document
        .content(answer)
        .values()
        .forEach(
            media ->
                media
                    .path("examples")
                    .forEach(
                        example -> {
                          JsonNode problem = document.resolve(example).path("value");
                          String field = problem.path("field").asText();
                          line(
                              "| %s | `%s` | %s | %s |"
                                  .formatted(
                                      problem.path("status").asText(),
                                      problem.path("code").asText(),
                                      field.isEmpty() ? "" : "`" + field + "`",
                                      problem.path("detail").asText()));
                        }));
  }

  /** "/api/v1/spaces/{id}" is about Spaces. */
  private static String section(Operation operation) {
    String word = operation.path().split("/", -1)[3];
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private void line(String text) {
    page.append(text.replaceAll("(?m) +$", "")).append('\n');
  }
}
