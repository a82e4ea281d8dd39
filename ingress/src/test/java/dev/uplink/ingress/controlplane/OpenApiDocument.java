package dev.uplink.ingress.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * The description of the API as tests need it. Its schemas are read more strictly than clients
 * should: a field that an object's schema does not name is an error, so that none goes undescribed.
 */
final class OpenApiDocument {
  private static final OpenApiDocument SERVED = read();
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final JsonNode root;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  /** What a client gets from {@code /api/openapi.yml}. */
  static OpenApiDocument served() {
    return SERVED;
  }

  /**
   * @param path with its variables in braces
   * @param item what the document says of the path, which has the parameters of all its operations
   */
  record Operation(String method, String path, JsonNode item, JsonNode node) {
    boolean matches(String otherMethod, String otherPath) {
      String pattern = Pattern.quote(path).replaceAll("\\{[A-Za-z]+}", "\\\\E[^/]+\\\\Q");
      return method.equalsIgnoreCase(otherMethod) && Pattern.matches(pattern, otherPath);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** In the order of the document. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> item : root.get("paths").properties()) {
      for (String method : METHODS) {
        JsonNode node = item.getValue().path(method);
        if (!node.isMissingNode()) {
          operations.add(
              new Operation(method.toUpperCase(Locale.ROOT), item.getKey(), item.getValue(), node));
        }
      }
    }
    return operations;
  }

  JsonNode root() {
    return root;
  }

  /** The node itself, or the one that it refers to. */
  JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : resolve(root.at(reference.substring(1)));
  }

  /** The media type objects of a request or an answer, by their names. */
  Map<String, JsonNode> content(JsonNode requestOrAnswer) {
    Map<String, JsonNode> content = new LinkedHashMap<>();
    resolve(requestOrAnswer)
        .path("content")
        .properties()
        .forEach(entry -> content.put(entry.getKey(), entry.getValue()));
    return content;
  }

  /** What is wrong with an answer that really came; nothing, if the document has no such route. */
  List<String> errorsOfAnswer(String method, String path, int status, JsonNode body) {
    if (status >= 400) {
      return errors(root.at("/components/schemas/Problem"), body);
    }
    Optional<Operation> operation =
        operations().stream().filter(known -> known.matches(method, path)).findFirst();
    if (operation.isEmpty()) {
      return List.of();
    }
    JsonNode answer = operation.get().node().path("responses").path(Integer.toString(status));
    if (answer.isMissingNode()) {
      return List.of(operation.get() + " describes no " + status);
    }
    JsonNode schema = resolve(answer).at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      return body.isMissingNode() ? List.of() : List.of(operation.get() + " describes no body");
    }
    return errors(schema, body);
  }

  /** What of a value a schema does not take. */
  List<String> errors(JsonNode schema, JsonNode value) {
    return schemas
        .computeIfAbsent(schema, this::compile)
        .validate(
            value,
            (ExecutionContext context) ->
                context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.set("components", root.get("components"));
    document.putArray("allOf").add(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(document);
  }

  private static OpenApiDocument read() {
    try (InputStream yaml =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/api/openapi.yml"))) {
      JsonNode root = new ObjectMapper().valueToTree(new Yaml().load(yaml));
      close(root.get("components"));
      return new OpenApiDocument(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    node.forEach(OpenApiDocument::close);
  }
}
