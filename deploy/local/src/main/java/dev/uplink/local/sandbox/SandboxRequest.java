package dev.uplink.local.sandbox;

import java.util.Optional;

/**
 * A request as a handler sees it.
 *
 * @param path as it came, still percent-encoded
 * @param query the part after the question mark, empty without one
 */
record SandboxRequest(
    String method, String path, String query, Optional<String> authorization, String body) {

  /** One parameter of the query, not decoded: what is asked for here needs no decoding. */
  Optional<String> parameter(String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(Routes.decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  boolean authorizedBy(String scheme) {
    return authorization.filter(value -> value.startsWith(scheme + " ")).isPresent();
  }

  /** Without the credentials themselves. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
