package dev.uplink.local.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which handler answers which method and path, and what every request must be like before a handler
 * sees it. Whatever no description of the product has is a violation, whoever asks.
 */
final class Routes {
  /** Gets the path's captured parts, decoded. */
  interface Handler {
    SandboxResponse answer(SandboxRequest request, List<String> parts);
  }

  private record Route(String method, Pattern path, Parameters parameters, Handler handler) {}

  private final String base;
  private final BiFunction<Integer, String, SandboxResponse> error;
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param base a regular expression that every path of these routes begins with
   * @param error an answer in the words of the product, of a status and a message
   */
  Routes(String base, BiFunction<Integer, String, SandboxResponse> error) {
    this.base = base;
    this.error = error;
  }

  /** Each {@code *} in the path captures one segment. */
  Routes on(String method, String path, Parameters parameters, Handler handler) {
    String pattern = base + path.replace("*", "([^/]+)");
    routes.add(new Route(method, Pattern.compile(pattern), parameters, handler));
    return this;
  }

  SandboxResponse answer(SandboxRequest request) {
    if (!Encoding.isCleanPath(request.path())) {
      return violation(400, "the path is not written as RFC 3986 has it");
    }
    List<Route> fitting =
        routes.stream().filter(it -> it.path().matcher(request.path()).matches()).toList();
    if (fitting.isEmpty()) {
      return violation(404, "there is no such resource");
    }
    return fitting.stream()
        .filter(route -> route.method().equals(request.method()))
        .findFirst()
        .map(route -> answer(request, route))
        .orElseGet(() -> violation(405, request.method() + " is no method of this resource"));
  }

  private SandboxResponse answer(SandboxRequest request, Route route) {
    Optional<String> problem = route.parameters().problem(request.query());
    if (problem.isPresent()) {
      return violation(400, problem.get());
    }
    boolean hasBody = !request.body().isEmpty();
    if (route.method().equals("GET") && hasBody) {
      return violation(400, "a GET has no body");
    }
    if (!route.method().equals("GET") && !isJson(request.header("content-type").orElse(""))) {
      return violation(415, "Content-Type (expected: application/json)");
    }
    String accepted = request.header("accept").orElse("*/*");
    if (!isJson(accepted) && !accepted.contains("*/*")) {
      return violation(406, "Accept: %s (expected: application/json)".formatted(accepted));
    }
    Matcher match = route.path().matcher(request.path());
    List<String> parts = new ArrayList<>();
    if (match.matches()) {
      for (int group = 1; group <= match.groupCount(); group++) {
        parts.add(decoded(match.group(group)));
      }
    }
    return route.handler().answer(request, parts);
  }

  private SandboxResponse violation(int status, String problem) {
    return error.apply(status, problem).violating(problem);
  }

  private static boolean isJson(String mediaType) {
    return mediaType.matches("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?");
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
