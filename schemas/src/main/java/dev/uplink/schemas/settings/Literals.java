package dev.uplink.schemas.settings;

import java.util.Map;

/**
 * Values that are to arrive as they are. A password may have anything in it, of which Micronaut,
 * given it as a property, would take <code>${…}</code> for a name.
 */
public final class Literals {
  /** A plain {@code $}: the default of a property that nobody sets. There is no other escape. */
  private static final String DOLLAR = "${uplink.dollar:$}";

  private Literals() {}

  /** Replaces each text among the values by one that Micronaut resolves to it. */
  public static void in(Map<String, Object> properties) {
    properties.replaceAll((name, value) -> literal(value));
  }

  private static Object literal(Object value) {
    return value instanceof String text ? text.replace("${", DOLLAR + "{") : value;
  }
}
