package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a handler answers, with each product's own way to say no.
 *
 * @param location where a redirect leads
 * @param violation what was wrong with the request, if no client should ever make it
 */
record SandboxResponse(
    int status, Optional<JsonNode> body, Optional<String> location, Optional<String> violation) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static SandboxResponse redirect(String location) {
    return new SandboxResponse(302, Optional.empty(), Optional.of(location), Optional.empty());
  }

  static SandboxResponse of(int status, JsonNode body) {
    return new SandboxResponse(status, Optional.of(body), Optional.empty(), Optional.empty());
  }

  static SandboxResponse noContent() {
    return new SandboxResponse(204, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SandboxResponse cloudError(int status, String message) {
    return of(status, cloudBody(message));
  }

  /** For credentials that are good, but not for this. */
  static SandboxResponse cloudScopeMissing(String required, List<String> granted) {
    ObjectNode body = cloudBody("Your credentials lack one or more required privilege scopes.");
    ObjectNode detail = body.withObject("/error/detail");
    detail.withArray("required").add(required);
    granted.forEach(detail.withArray("granted")::add);
    return of(403, body);
  }

  /** Each problem under its field, the first also as the message, as Cloud does. */
  static SandboxResponse cloudInvalid(List<FieldProblem> problems) {
    FieldProblem first = problems.getFirst();
    String prefix = first.field().isEmpty() ? "" : first.field() + ": ";
    ObjectNode body = cloudBody(prefix + first.message());
    ObjectNode fields = body.withObject("/error/fields");
    problems.stream()
        .filter(problem -> !problem.field().isEmpty())
        .forEach(problem -> fields.withArray(problem.field()).add(problem.message()));
    return of(400, body).violating(text(problems));
  }

  static SandboxResponse dataCenterError(int status, String message) {
    return dataCenter(status, List.of(new FieldProblem("", message)));
  }

  static SandboxResponse dataCenterInvalid(List<FieldProblem> problems) {
    return dataCenter(400, problems).violating(text(problems));
  }

  /** The same, to be held against whoever asked. */
  SandboxResponse violating(String problem) {
    return new SandboxResponse(status, body, location, Optional.of(problem));
  }

  SandboxResponse withStatus(int other) {
    return new SandboxResponse(other, body, location, violation);
  }

  SandboxResponse withBody(JsonNode other) {
    return new SandboxResponse(status, Optional.of(other), location, violation);
  }

  private static SandboxResponse dataCenter(int status, List<FieldProblem> problems) {
    ObjectNode body = JSON.objectNode();
    for (FieldProblem problem : problems) {
      ObjectNode error = body.withArray("errors").addObject();
      error.put("context", problem.field().isEmpty() ? null : problem.field());
      error.put("message", problem.message());
      error.putNull("exceptionName");
    }
    return of(status, body);
  }

  private static String text(List<FieldProblem> problems) {
    return problems.stream()
        .map(problem -> problem.field() + ": " + problem.message())
        .collect(Collectors.joining("; "));
  }

  private static ObjectNode cloudBody(String message) {
    ObjectNode body = JSON.objectNode().put("type", "error");
    body.withObject("/error").put("message", message);
    return body;
  }
}
