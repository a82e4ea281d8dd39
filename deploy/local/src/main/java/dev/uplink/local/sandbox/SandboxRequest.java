package dev.uplink.local.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * A request as a handler sees it.
 *
 * @param path as it came, still percent-encoded
 * @param query the part after the question mark, empty without one
 * @param headers by their names in lower case
 */
record SandboxRequest(
    String method, String path, String query, Map<String, String> headers, String body) {

  /** Decoded; empty when the query does not have it. */
  Optional<String> parameter(String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(Routes.decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> authorization() {
    return header("authorization");
  }

  /** This very address, as links in answers have it. */
  String self() {
    return origin() + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** The same address with another value of one parameter. */
  String with(String parameter, String value) {
    String others = ("&" + query).replaceAll("&" + parameter + "=[^&]*", "").replaceFirst("^&", "");
    return "%s%s?%s%s=%s"
        .formatted(origin(), path, others.isEmpty() ? "" : others + "&", parameter, value);
  }

  private String origin() {
    return "http://" + header("host").orElse("sandbox");
  }

  /** Without the credentials themselves. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
