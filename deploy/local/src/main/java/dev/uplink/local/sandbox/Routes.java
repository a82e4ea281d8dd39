package dev.uplink.local.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which handler answers which method and path. */
final class Routes {
  /** Gets the path's captured parts, decoded. */
  interface Handler {
    SandboxResponse answer(SandboxRequest request, List<String> parts);
  }

  private record Route(String method, Pattern path, Handler handler) {}

  private final String base;
  private final List<Route> routes = new ArrayList<>();

  /** The base is a regular expression that every path of these routes begins with. */
  Routes(String base) {
    this.base = base;
  }

  /** Each {@code *} in the path captures one segment. */
  Routes on(String method, String path, Handler handler) {
    String pattern = base + path.replace("*", "([^/]+)");
    routes.add(new Route(method, Pattern.compile(pattern), handler));
    return this;
  }

  Optional<SandboxResponse> answer(SandboxRequest request) {
    for (Route route : routes) {
      Matcher match = route.path().matcher(request.path());
      if (route.method().equals(request.method()) && match.matches()) {
        List<String> parts = new ArrayList<>();
        for (int group = 1; group <= match.groupCount(); group++) {
          parts.add(decoded(match.group(group)));
        }
        return Optional.of(route.handler().answer(request, parts));
      }
    }
    return Optional.empty();
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
