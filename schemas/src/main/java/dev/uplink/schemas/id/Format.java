package dev.uplink.schemas.id;

import java.util.regex.Pattern;

/** The shapes of identifiers; a value of another shape is refused where it enters. */
final class Format {
  static final Pattern HEX_32 = Pattern.compile("[0-9a-f]{32}");
  static final Pattern HEX_40 = Pattern.compile("[0-9a-f]{40}");
  static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{16}\\.[0-9a-f]{32}");
  static final Pattern ACCOUNT_ID = Pattern.compile("[0-9A-Za-z]{1,64}");
  static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Format() {}

  static void require(Pattern shape, String field, String value) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: " + shape + ")");
    }
  }
}
