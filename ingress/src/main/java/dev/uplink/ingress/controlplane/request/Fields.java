package dev.uplink.ingress.controlplane.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's JSON object. Data binding would guess ("1" for 1, unknown names
 * dropped); here a wrong type and a name nobody asked for are refused, naming the field. A null is
 * the same as leaving the field out.
 */
public final class Fields {
  private static final int MOST_ELEMENTS = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;
  private final Set<String> asked = new HashSet<>();

  private Fields(JsonNode body) {
    this.body = body;
  }

  /** No body at all is refused like one that is no object. */
  public static Fields of(@Nullable String text) {
    try {
      JsonNode body = JSON.readTree(text == null ? "" : text);
      if (body.isObject()) {
        return new Fields(body);
      }
    } catch (IOException notJson) {
      // The same answer as for JSON of another kind; the parser's message may quote a secret.
    }
    throw Refused.because(ProblemCode.BODY_MALFORMED, "Expected one JSON object.");
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  public String text(String name, Text kind) {
    String value = optionalText(name, kind);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public String text(String name, Text kind, String fallback) {
    String value = optionalText(name, kind);
    return value == null ? fallback : value;
  }

  public @Nullable String optionalText(String name, Text kind) {
    JsonNode value = find(name);
    return value == null ? null : text(name, kind, value);
  }

  public boolean flag(String name, boolean fallback) {
    JsonNode value = find(name);
    if (value == null) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw invalid(name, "true or false");
    }
    return value.booleanValue();
  }

  /** Each once, in the order given. */
  public List<String> texts(String name, Text kind, List<String> fallback) {
    JsonNode value = find(name);
    if (value == null) {
      return fallback;
    }
    if (!value.isArray() || value.size() > MOST_ELEMENTS) {
      throw invalid(name, "an array of up to " + MOST_ELEMENTS + " strings");
    }
    Set<String> texts = new LinkedHashSet<>();
    value.forEach(element -> texts.add(text(name, kind, element)));
    return new ArrayList<>(texts);
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    E value = optionalChoice(name, type);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
    E value = optionalChoice(name, type);
    return value == null ? fallback : value;
  }

  /** Refuses the request if it has this field, which was fixed at creation. */
  public void immutable(String name) {
    if (has(name)) {
      throw Refused.field(ProblemCode.FIELD_IMMUTABLE, name, name + " is fixed at creation.");
    }
  }

  /** To be called after everything was read: what nobody asked for is refused. */
  public void end() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw Refused.field(
                    ProblemCode.FIELD_UNKNOWN, name, name + " is not a field of this request.");
              }
            });
  }

  private <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (value.isTextual() && constant.name().equals(value.textValue())) {
        return constant;
      }
    }
    throw invalid(name, "one of " + Arrays.toString(type.getEnumConstants()));
  }

  private @Nullable JsonNode find(String name) {
    asked.add(name);
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String text(String name, Text kind, JsonNode value) {
    if (!value.isTextual() || !kind.accepts(value.textValue())) {
      throw invalid(name, kind.expected());
    }
    return value.textValue();
  }

  private static Refused missing(String name) {
    return Refused.field(ProblemCode.FIELD_MISSING, name, name + " is required.");
  }

  private static Refused invalid(String name, String expected) {
    return Refused.field(ProblemCode.FIELD_INVALID, name, name + ": expected " + expected + ".");
  }
}
