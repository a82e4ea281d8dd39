package dev.uplink.schemas.settings;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How the text of a setting becomes a value. Each says what it expected. */
public final class Readers {
  private Readers() {}

  public static String text(String text) {
    return text;
  }

  /** Addresses as Kafka's clients take them, separated by commas. */
  public static String servers(String text) {
    for (String server : text.split(",", -1)) {
      // Also an IPv6 address in brackets.
      if (!server.strip().matches("(\\[[0-9A-Fa-f:.]+]|[^\\s:/,]+):[0-9]{1,5}")) {
        throw new IllegalArgumentException("expected host:port, or several, separated by commas");
      }
    }
    return text;
  }

  public static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  /** A TCP port; 0 lets the system choose. */
  public static int port(String text) {
    int port = number(text);
    if (port > 65_535) {
      throw new IllegalArgumentException("expected a port, 0 to 65535");
    }
    return port;
  }

  /** A whole number, 0 or more. */
  public static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    throw new IllegalArgumentException("expected a whole number, 0 or more");
  }

  public static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected an ISO-8601 duration, for example PT10S", e);
    }
  }

  /** An absolute http or https URL, without the slash at its end. */
  public static URI url(String text) {
    URI url;
    try {
      url = URI.create(text.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected an http or https URL", e);
    }
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException("expected an http or https URL");
    }
    return url;
  }
}
