package dev.uplink.ingress.controlplane.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One field that was sent, to be read as one kind of value. What is none of that kind is refused,
 * naming the field.
 *
 * @param name as answers call it, with where it stands: {@code sources[0].branch}
 */
record Field(String name, JsonNode value) {
  private static final int MOST_ELEMENTS = 100;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  String text(Text kind) {
    return text(name, kind, value);
  }

  /** The elements of an array, each once, in the order given. */
  List<String> texts(Text kind) {
    requireArray("an array of up to " + MOST_ELEMENTS + " strings");
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < value.size(); i++) {
      texts.add(text(elementName(i), kind, value.get(i)));
    }
    return new ArrayList<>(texts);
  }

  <E extends Enum<E>> E choice(Class<E> type) {
    return choice(type, value);
  }

  /** The elements of an array, each once, in the order given. */
  <E extends Enum<E>> List<E> choices(Class<E> type) {
    requireArray("an array of " + Arrays.toString(type.getEnumConstants()));
    Set<E> choices = new LinkedHashSet<>();
    value.forEach(element -> choices.add(choice(type, element)));
    return new ArrayList<>(choices);
  }

  /** The elements of an array of objects. */
  List<Field> objects() {
    requireArray("an array of up to " + MOST_ELEMENTS + " objects");
    List<Field> objects = new ArrayList<>();
    for (JsonNode element : value) {
      Field object = new Field(elementName(objects.size()), element);
      if (!element.isObject()) {
        throw object.invalid("an object");
      }
      objects.add(object);
    }
    return objects;
  }

  boolean flag() {
    if (!value.isBoolean()) {
      throw invalid("true or false");
    }
    return value.booleanValue();
  }

  /** A whole number of 0 to the given one. */
  int number(int most) {
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      int number = value.intValue();
      if (number >= 0 && number <= most) {
        return number;
      }
    }
    throw invalid("a whole number of 0 to " + most);
  }

  /** A moment as ISO 8601 writes it, with an offset; to the microsecond, which is what is kept. */
  Instant instant() {
    try {
      OffsetDateTime time = OffsetDateTime.parse(value.asText());
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException notATime) {
      // The same answer as for a year that nobody means.
    }
    throw invalid("a time as 2030-01-31T12:00:00Z");
  }

  /** Refuses another value than the one that was fixed at creation. */
  void immutable(String fixed) {
    if (!value.asText().equals(fixed)) {
      throw refused(ProblemCode.FIELD_IMMUTABLE, name, " is fixed at creation.");
    }
  }

  static Refused refused(ProblemCode code, String name, String sentence) {
    return Refused.field(code, name, name + sentence);
  }

  /** A flaw in a pattern is told of the element; of which type one must be, of the whole array. */
  private String text(String at, Text kind, JsonNode text) {
    if (!text.isTextual() || !kind.accepts(text.textValue())) {
      throw invalid(kind.expected());
    }
    String flaw = kind.globFlaw(text.textValue());
    if (flaw != null) {
      throw refused(ProblemCode.GLOB_INVALID, at, ": " + flaw + ".");
    }
    return text.textValue();
  }

  private <E extends Enum<E>> E choice(Class<E> type, JsonNode text) {
    for (E constant : type.getEnumConstants()) {
      if (text.isTextual() && constant.name().equals(text.textValue())) {
        return constant;
      }
    }
    throw invalid("one of " + Arrays.toString(type.getEnumConstants()));
  }

  private void requireArray(String expected) {
    if (!value.isArray() || value.size() > MOST_ELEMENTS) {
      throw invalid(expected);
    }
  }

  private String elementName(int index) {
    return "%s[%d]".formatted(name, index);
  }

  private Refused invalid(String expected) {
    return refused(ProblemCode.FIELD_INVALID, name, ": expected " + expected + ".");
  }
}
