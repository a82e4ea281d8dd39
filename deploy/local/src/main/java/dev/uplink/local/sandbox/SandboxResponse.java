package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a handler answers, with each product's own way to say no. */
record SandboxResponse(int status, Optional<JsonNode> body, Optional<String> location) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  SandboxResponse(int status, Optional<JsonNode> body) {
    this(status, body, Optional.empty());
  }

  static SandboxResponse redirect(String location) {
    return new SandboxResponse(302, Optional.empty(), Optional.of(location));
  }

  static SandboxResponse of(int status, JsonNode body) {
    return new SandboxResponse(status, Optional.of(body));
  }

  static SandboxResponse noContent() {
    return new SandboxResponse(204, Optional.empty());
  }

  static SandboxResponse cloudError(int status, String message) {
    return of(status, cloudBody(message));
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
    return of(400, body);
  }

  static SandboxResponse dataCenterError(int status, String message) {
    return dataCenterInvalid(status, List.of(new FieldProblem("", message)));
  }

  static SandboxResponse dataCenterInvalid(int status, List<FieldProblem> problems) {
    ObjectNode body = JSON.objectNode();
    for (FieldProblem problem : problems) {
      ObjectNode error = body.withArray("errors").addObject();
      error.put("context", problem.field().isEmpty() ? null : problem.field());
      error.put("message", problem.message());
      error.putNull("exceptionName");
    }
    return of(status, body);
  }

  private static ObjectNode cloudBody(String message) {
    ObjectNode body = JSON.objectNode().put("type", "error");
    body.withObject("/error").put("message", message);
    return body;
  }
}
