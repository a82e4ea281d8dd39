package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One fault as it was told. A call that fits may be late, then dropped without an answer, or
 * answered in another way than it would be; with none of these it is only late.
 */
final class ToldFault {
  private static final Set<String> FIELDS =
      Set.of(
          "method",
          "path",
          "authorization",
          "status",
          "message",
          "headers",
          "delayMillis",
          "drop",
          "pages",
          "times");

  private static final int LONGEST_DELAY = 600_000;

  private final String method;
  private final String path;
  private final String authorization;
  private final int status;
  private final String message;
  private final Map<String, String> headers;
  private final Duration delay;
  private final boolean drops;
  private final Optional<WrongPages> pages;
  private final AtomicInteger left;

  private ToldFault(JsonNode json) {
    this.method = json.path("method").asText("");
    this.path = json.path("path").asText("");
    this.authorization = json.path("authorization").asText("");
    this.status = number(json, "status", 0, 599);
    this.message = json.path("message").asText("Refused on purpose");
    this.headers = new LinkedHashMap<>();
    json.path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
    this.delay = Duration.ofMillis(number(json, "delayMillis", 0, LONGEST_DELAY));
    this.drops = json.path("drop").asBoolean(false);
    this.pages =
        json.has("pages")
            ? Optional.of(WrongPages.valueOf(json.path("pages").asText()))
            : Optional.empty();
    this.left = new AtomicInteger(number(json, "times", Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  /** Throws {@link IllegalArgumentException} for what is no fault. */
  static ToldFault of(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(name + " is none of " + FIELDS);
              }
            });
    if (!json.isObject() || json.isEmpty()) {
      throw new IllegalArgumentException("expected an object of some of " + FIELDS);
    }
    return new ToldFault(json);
  }

  /**
   * What was not told fits all; a path fits where it is a part of the call's, credentials where
   * they are the same.
   */
  boolean fits(SandboxRequest call) {
    return (method.isEmpty() || method.equals(call.method()))
        && call.path().contains(path)
        && (authorization.isEmpty()
            || call.authorization().filter(authorization::equals).isPresent());
  }

  /** Whether it has not yet happened as often as it should; counts. */
  boolean happens() {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  Duration delay() {
    return delay;
  }

  boolean drops() {
    return drops;
  }

  /** 0 where Bitbucket answers as ever. */
  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Where the answer's next page is said to be, if not where it is. */
  Optional<WrongPages> pages() {
    return pages;
  }

  /** In the words of the product whose path was called. */
  SandboxResponse response(boolean isCloud) {
    return isCloud
        ? SandboxResponse.cloudError(status, message)
        : SandboxResponse.dataCenterError(status, message);
  }

  private static int number(JsonNode json, String field, int otherwise, int most) {
    JsonNode value = json.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > most) {
      throw new IllegalArgumentException(field + ": expected a whole number up to " + most);
    }
    return value.intValue();
  }
}
