package dev.uplink.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a posted status field by field and notes what is wrong with it. */
final class StatusBody {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;
  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * @param fields those that the product describes; it passes over others, but nobody who sends
   *     them can have meant that
   */
  StatusBody(String text, Set<String> fields) {
    this.json = parse(text);
    if (!json.isObject()) {
      refuse("", "The request body is not a JSON object");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                refuse(name, "This field is unknown.");
              }
            });
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
    if (value.isMissingNode()) {
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

  /** Whole and not negative, if it is there. */
  void number(String field) {
    number(json.path(field), field);
  }

  /** An object of such numbers, if it is there. */
  void numbers(String field, Set<String> names) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isObject()) {
      refuse(field, "Not a valid object.");
    }
    value
        .properties()
        .forEach(
            entry -> {
              String name = field + "." + entry.getKey();
              if (names.contains(entry.getKey())) {
                number(entry.getValue(), name);
              } else {
                refuse(name, "This field is unknown.");
              }
            });
  }

  private void number(JsonNode value, String field) {
    boolean valid = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    if (!value.isMissingNode() && !valid) {
      refuse(field, "Not a valid number.");
    }
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
