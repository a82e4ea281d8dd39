package dev.uplink.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a posted status field by field and notes what is wrong with it. */
final class StatusBody {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode json;
  private final List<FieldProblem> problems = new ArrayList<>();

  StatusBody(String text) {
    this.json = parse(text);
    if (!json.isObject()) {
      refuse("", "The request body is not a JSON object");
    }
  }

  List<FieldProblem> problems() {
    return problems;
  }

  void refuse(String field, String message) {
    problems.add(new FieldProblem(field, message));
  }

  String required(String field, int atMost) {
    @Nullable String value = optional(field, atMost);
    if (value == null || value.isBlank()) {
      refuse(field, "This field is required.");
      return "";
    }
    return value;
  }

  @Nullable String optional(String field, int atMost) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      refuse(field, "Not a valid string.");
      return null;
    }
    int length = value.textValue().codePointCount(0, value.textValue().length());
    if (length > atMost) {
      refuse(
          field,
          "Ensure this value has at most %d characters (it has %d).".formatted(atMost, length));
    }
    return value.textValue();
  }

  String state(Set<String> known) {
    String state = required("state", 64);
    if (!state.isEmpty() && !known.contains(state)) {
      refuse("state", "\"" + state + "\" is not a valid choice.");
    }
    return state;
  }

  /** Absolute, http or https, with a host. */
  @Nullable URI url(int atMost) {
    String text = required("url", atMost);
    try {
      URI url = URI.create(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one message for both.
    }
    if (!text.isEmpty()) {
      refuse("url", "Enter a valid URL.");
    }
    return null;
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
