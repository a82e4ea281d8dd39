package dev.uplink.ingress.controlplane.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's JSON object: which there are, which were asked for, and what holds
 * where one was left out. How one is read is {@link Field}'s. Data binding would guess ("1" for 1,
 * unknown names dropped); here a wrong type and a name nobody asked for are refused, naming the
 * field. A null is the same as leaving the field out, but for what can be taken away.
 */
public final class Fields {
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
    return required(name).text(kind);
  }

  public String text(String name, Text kind, String fallback) {
    Field field = find(name);
    return field == null ? fallback : field.text(kind);
  }

  public @Nullable String optionalText(String name, Text kind) {
    Field field = find(name);
    return field == null ? null : field.text(kind);
  }

  /**
   * What the field says; null, which says that there is to be none, differs from leaving it out.
   */
  public @Nullable String textOrNone(String name, Text kind, @Nullable String fallback) {
    return isLeftOut(name) ? fallback : optionalText(name, kind);
  }

  /**
   * What the field says; null, which says that there is to be none, differs from leaving it out.
   */
  public @Nullable Integer numberOrNone(String name, int most, @Nullable Integer fallback) {
    if (isLeftOut(name)) {
      return fallback;
    }
    Field field = find(name);
    return field == null ? null : Integer.valueOf(field.number(most));
  }

  public boolean flag(String name, boolean fallback) {
    Field field = find(name);
    return field == null ? fallback : field.flag();
  }

  /** The elements of an array, each once, in the order given. */
  public List<String> texts(String name, Text kind, List<String> fallback) {
    Field field = find(name);
    return field == null ? fallback : field.texts(kind);
  }

  /** The elements of an array, each once, in the order given. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type, List<E> fallback) {
    Field field = find(name);
    return field == null ? fallback : field.choices(type);
  }

  /** The objects of an array; none if it is left out. Each is to be read to its own end. */
  public List<Fields> objects(String name) {
    Field field = find(name);
    return field == null
        ? List.of()
        : field.objects().stream()
            .map(object -> new Fields(object.name() + ".", object.value()))
            .toList();
  }

  /** A moment as ISO 8601 writes it, with an offset; to the microsecond, which is what is kept. */
  public @Nullable Instant optionalInstant(String name) {
    Field field = find(name);
    return field == null ? null : field.instant();
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return required(name).choice(type);
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
    Field field = find(name);
    return field == null ? fallback : field.choice(type);
  }

  /** Refuses the request if it has this field, fixed at creation, with another value. */
  public void immutable(String name, String value) {
    Field field = find(name);
    if (field != null) {
      field.immutable(value);
    }
  }

  /** To be called after everything was read: what nobody asked for is refused. */
  public void end() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw Field.refused(
                    ProblemCode.FIELD_UNKNOWN, path + name, " is not a field of this request.");
              }
            });
  }

  private Field required(String name) {
    Field field = find(name);
    if (field == null) {
      throw Field.refused(ProblemCode.FIELD_MISSING, path + name, " is required.");
    }
    return field;
  }

  /** Null if it was left out, or is null. */
  private @Nullable Field find(String name) {
    asked.add(name);
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : new Field(path + name, value);
  }

  private boolean isLeftOut(String name) {
    asked.add(name);
    return !body.has(name);
  }
}
