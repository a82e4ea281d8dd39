package dev.uplink.schemas.id;

import java.util.regex.Pattern;

/**
 * The shapes of identifiers; a value of another shape is refused where it enters. Those that each
 * record is made of are not matched by their expression, which takes longer than all else of it.
 */
enum Format {
  HEX_16("[0-9a-f]{16}"),
  HEX_32("[0-9a-f]{32}"),
  HEX_40("[0-9a-f]{40}"),
  RUN_ID("[0-9a-f]{16}\\.[0-9a-f]{32}"),
  ACCOUNT_ID("[0-9A-Za-z]{1,64}"),
  SLUG("[a-z0-9]+(-[a-z0-9]+)*");

  private final Pattern pattern;

  Format(String expression) {
    pattern = Pattern.compile(expression);
  }

  boolean matches(String value) {
    return switch (this) {
      case HEX_16 -> value.length() == 16 && isHex(value, 0, 16);
      case HEX_32 -> value.length() == 32 && isHex(value, 0, 32);
      case HEX_40 -> value.length() == 40 && isHex(value, 0, 40);
      case RUN_ID ->
          value.length() == 49
              && value.charAt(16) == '.'
              && isHex(value, 0, 16)
              && isHex(value, 17, 49);
      case ACCOUNT_ID -> !value.isEmpty() && value.length() <= 64 && isAlphanumeric(value);
      case SLUG -> pattern.matcher(value).matches();
    };
  }

  void require(String field, String value) {
    if (!matches(value)) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: " + pattern + ")");
    }
  }

  /** What {@link #matches} says in a faster way. */
  Pattern pattern() {
    return pattern;
  }

  private static boolean isHex(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      char digit = value.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(String value) {
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if ((next < '0' || next > '9') && (next < 'A' || next > 'Z') && (next < 'a' || next > 'z')) {
        return false;
      }
    }
    return true;
  }
}
