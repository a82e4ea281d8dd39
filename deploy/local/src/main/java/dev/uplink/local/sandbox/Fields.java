package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cloud's partial answers: whoever asks for some fields gets no others. A list of which nothing is
 * left is not there at all.
 */
final class Fields {
  static final String PATTERN = "[a-z_]+(\\.[a-z_]+)*(,[a-z_]+(\\.[a-z_]+)*)*";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Fields() {}

  static SandboxResponse pick(SandboxRequest request, SandboxResponse response) {
    Optional<String> wanted = request.parameter("fields");
    return wanted.isEmpty() || response.status() != 200
        ? response
        : response.withBody(
            picked(
                response.body().orElseThrow(),
                Stream.of(wanted.get().split(",", -1))
                    .map(it -> List.of(it.split("\\.")))
                    .toList()));
  }

  private static JsonNode picked(JsonNode node, List<List<String>> paths) {
    if (node.isArray()) {
      ArrayNode some = JSON.arrayNode();
      node.forEach(entry -> some.add(picked(entry, paths)));
      return some;
    }
    if (!node.isObject() || paths.stream().anyMatch(List::isEmpty)) {
      return node;
    }
    Map<String, List<List<String>>> byName =
        paths.stream()
            .collect(
                Collectors.groupingBy(
                    List::getFirst,
                    Collectors.mapping(path -> path.subList(1, path.size()), Collectors.toList())));
    ObjectNode some = JSON.objectNode();
    byName.forEach(
        (name, rests) -> {
          JsonNode value = node.path(name);
          boolean empty = value.isMissingNode() || (value.isArray() && value.isEmpty());
          if (!empty) {
            some.set(name, picked(value, rests));
          }
        });
    return some;
  }
}
