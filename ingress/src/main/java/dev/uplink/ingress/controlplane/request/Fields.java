package dev.uplink.ingress.controlplane.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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
 * the same as leaving the field out, but for what can be taken away.
 */
public final class Fields {
  private static final int MOST_ELEMENTS = 100;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What names of fields begin with in answers; empty for those of the body itself. */
  private final String path;

  private final JsonNode body;
  private final Set<String> asked = new HashSet<>();

  private Fields(String path, JsonNode body) {
    this.path = path;
    this.body = body;
  }

  /** No body at all is refused like one that is no object. */
  public static Fields of(@Nullable String text) {
    try {
      JsonNode body = JSON.readTree(text == null ? "" : text);
      if (body.isObject()) {
        return new Fields("", body);
      }
    } catch (IOException notJson) {
      // The same answer as for JSON of another kind; the parser's message may quote a secret.
    }
    throw Refused.because(ProblemCode.BODY_MALFORMED, "Expected one JSON object.");
  }

  /** Without a body all fields are left out. */
  public static Fields ofOptional(@Nullable String text) {
    return of(text == null || text.isBlank() ? "{}" : text);
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

  /** Where null says that there is to be none, unlike leaving the field out. */
  public @Nullable String textOrNone(String name, Text kind, @Nullable String fallback) {
    return isLeftOut(name) ? fallback : optionalText(name, kind);
  }

  /** Null says that there is to be none. */
  public @Nullable Integer numberOrNone(String name, int most, @Nullable Integer fallback) {
    if (isLeftOut(name)) {
      return fallback;
    }
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      int number = value.intValue();
      if (number >= 0 && number <= most) {
        return number;
      }
    }
    throw invalid(name, "a whole number of 0 to " + most);
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
    for (int i = 0; i < value.size(); i++) {
      texts.add(text(name, "%s[%d]".formatted(name, i), kind, value.get(i)));
    }
    return new ArrayList<>(texts);
  }

  /** Each once, in the order given. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type, List<E> fallback) {
    JsonNode value = find(name);
    if (value == null) {
      return fallback;
    }
    if (!value.isArray() || value.size() > MOST_ELEMENTS) {
      throw invalid(name, "an array of " + Arrays.toString(type.getEnumConstants()));
    }
    Set<E> choices = new LinkedHashSet<>();
    value.forEach(element -> choices.add(choice(name, type, element)));
    return new ArrayList<>(choices);
  }

  /** The objects of an array; none if it is left out. Each is to be read to its own end. */
  public List<Fields> objects(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > MOST_ELEMENTS) {
      throw invalid(name, "an array of up to " + MOST_ELEMENTS + " objects");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : value) {
      String at = "%s[%d]".formatted(name, objects.size());
      if (!element.isObject()) {
        throw invalid(at, "an object");
      }
      objects.add(new Fields(path + at + ".", element));
    }
    return objects;
  }

  /** A moment as ISO 8601 writes it, with an offset; to the microsecond, which is what is kept. */
  public @Nullable Instant optionalInstant(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value.asText());
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException notATime) {
      // The same answer as for a year that nobody means.
    }
    throw invalid(name, "a time as 2030-01-31T12:00:00Z");
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

  /** Refuses the request if it has this field, fixed at creation, with another value. */
  public void immutable(String name, String value) {
    JsonNode sent = find(name);
    if (sent != null && !sent.asText().equals(value)) {
      throw refused(ProblemCode.FIELD_IMMUTABLE, name, " is fixed at creation.");
    }
  }

  /** To be called after everything was read: what nobody asked for is refused. */
  public void end() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw refused(ProblemCode.FIELD_UNKNOWN, name, " is not a field of this request.");
              }
            });
  }

  private <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    JsonNode value = find(name);
    return value == null ? null : choice(name, type, value);
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, JsonNode value) {
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

  private boolean isLeftOut(String name) {
    asked.add(name);
    return !body.has(name);
  }

  private String text(String name, Text kind, JsonNode value) {
    return text(name, name, kind, value);
  }

  private String text(String name, String at, Text kind, JsonNode value) {
    if (!value.isTextual() || !kind.accepts(value.textValue())) {
      throw invalid(name, kind.expected());
    }
    String flaw = kind.globFlaw(value.textValue());
    if (flaw != null) {
      throw refused(ProblemCode.GLOB_INVALID, at, ": " + flaw + ".");
    }
    return value.textValue();
  }

  private Refused missing(String name) {
    return refused(ProblemCode.FIELD_MISSING, name, " is required.");
  }

  private Refused invalid(String name, String expected) {
    return refused(ProblemCode.FIELD_INVALID, name, ": expected " + expected + ".");
  }

  private Refused refused(ProblemCode code, String name, String sentence) {
    return Refused.field(code, path + name, path + name + sentence);
  }
}
