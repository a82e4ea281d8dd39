package dev.uplink.ingress.controlplane.request;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.glob.Glob;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of text in requests. Every one has a bound, so that no entity outgrows its Kafka
 * record, and none may hold what PostgreSQL or Avro cannot store: NUL (with the other control
 * characters, Cc) and lone surrogates (Cs).
 */
public enum Text {
  NAME(1, 200, "1 to 200 characters in one line", Shapes.LINE),
  DESCRIPTION(0, 16_000, "up to 16000 characters", "[^\\x00\\p{Cs}]*"),
  LABEL(1, 100, "1 to 100 characters in one line", Shapes.LINE),
  ID(1, 64, "an id", "[0-9A-Za-z-]*"),
  REPOSITORY_PART(1, 128, "1 to 128 characters, no '/'", Shapes.PATH_SEGMENT),
  BRANCH(1, 255, "1 to 255 characters in one line", Shapes.LINE),
  PATH(0, 512, "up to 512 characters in one line", Shapes.LINE),
  GLOB(1, 512, "1 to 512 characters in one line", Shapes.LINE),
  TAG_GLOB(1, 255, "1 to 255 characters in one line", Shapes.LINE),
  HOST(1, 512, "a URL of up to 512 characters", Shapes.LINE),
  CREDENTIAL(1, 4_096, "1 to 4096 characters in one line", Shapes.LINE),
  DURATION(1, 32, "a duration as PT24H", "[-+0-9A-Za-z.,]*"),
  COMMIT(40, 40, "40 hex digits", "[0-9a-fA-F]*");

  private final int shortest;
  private final int longest;
  private final String expected;
  private final Pattern shape;

  Text(int shortest, int longest, String expected, String shape) {
    this.shortest = shortest;
    this.longest = longest;
    this.expected = expected;
    this.shape = Pattern.compile(shape, Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);
  }

  boolean accepts(String value) {
    return value.length() >= shortest
        && value.length() <= longest
        && shape.matcher(value).matches();
  }

  /** A parameter of a request's query. */
  public String parameter(String name, String value) {
    if (!accepts(value)) {
      throw Refused.field(ProblemCode.FIELD_INVALID, name, name + ": expected " + expected + ".");
    }
    return value;
  }

  /** Why it is not the glob that it should be; null where that is not asked for, or it is one. */
  @Nullable String globFlaw(String value) {
    if (this != GLOB && this != TAG_GLOB) {
      return null;
    }
    try {
      var _ = Glob.parse(value);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** What is accepted, in words. */
  String expected() {
    return expected;
  }

  private static final class Shapes {
    /** No control characters, no blanks at either end, where nobody would see them. */
    static final String LINE = "(?!\\s)[^\\p{Cc}\\p{Cs}]*(?<!\\s)";

    /** "-" is what a repository key has for "none"; dots alone would lead a URL elsewhere. */
    static final String PATH_SEGMENT = "(?!(-|\\.|\\.\\.)$)(?!\\s)[^\\p{Cc}\\p{Cs}/]*(?<!\\s)";
  }
}
