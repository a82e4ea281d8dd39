package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.uplink.notifier.aggregate.Lengths;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket answered, whatever the status, and what can be told of it without knowing what was
 * asked.
 *
 * @param location where a redirect leads; null without one
 * @param scopes what the credentials may do, as Cloud tells in a header; null where it does not
 */
public record Answer(
    int status,
    @Nullable String retryAfter,
    @Nullable String location,
    @Nullable String scopes,
    String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 300;
  private static final int LONGEST_SCOPE = 60;
  private static final int MOST_SCOPES = 3;
  private static final Pattern SCOPE = Pattern.compile("(?i)\\bscopes?\\b");

  /** Bitbucket's own yes; a proxy that asks for a log-in may send its page with 200. */
  public boolean isYes() {
    return status >= 200 && status < 300 && !isWebPage();
  }

  public boolean isWebPage() {
    return body.stripLeading().startsWith("<");
  }

  /**
   * Whether somebody between us and Bitbucket would not hand on what was asked: a proxy whose
   * server is just being replaced has no page to send on either, and says so in HTML or in plain
   * text, while most of Bitbucket's own errors are JSON. Who says no to the credentials, or to so
   * many requests, is believed, whoever it is.
   */
  public boolean isOnTheWay() {
    return switch (status) {
      case 401, 403, 429 -> false;
      case 407 -> true;
      default -> status >= 400 && status < 500 && !body.isBlank() && !json().isObject();
    };
  }

  /** How long Bitbucket wants to be left alone; null when it does not say. */
  public @Nullable Duration rest(InstantSource clock) {
    return RetryAfter.read(retryAfter, clock);
  }

  /** Whether Data Center's 401 means that the credentials are good, but not for this. */
  public boolean isPermission() {
    return exception().endsWith("AuthorisationException");
  }

  /** Whether Data Center's 404 is of a repository or commit, and not of an address unheard of. */
  public boolean isOfWhatIsMissing() {
    return exception().contains(".NoSuch");
  }

  /**
   * Which scope the credentials lack, wherever they are used, in words; empty when a 403 does not
   * say that it is for want of one.
   */
  public Optional<String> missingScope() {
    JsonNode detail = json().at("/error/detail");
    List<String> required = new ArrayList<>(texts(detail.path("required")));
    required.removeAll(texts(detail.path("granted")));
    if (!required.isEmpty()) {
      return Optional.of(
          "the scope "
              + required.stream()
                  .limit(MOST_SCOPES)
                  .map(scope -> Lengths.cut(scope, LONGEST_SCOPE))
                  .collect(Collectors.joining(" or ")));
    }
    return SCOPE.matcher(said()).find() ? Optional.of("a scope") : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /**
   * Bitbucket's words on an error, to be put behind ours; empty without any. Cloud: {@code
   * error.message}; Data Center: {@code errors[0].message}; some are not JSON.
   */
  public String said() {
    String cloud = text("/error/message");
    String message = cloud.isBlank() ? text("/errors/0/message") : cloud;
    return message.isBlank() ? "" : ": " + Lengths.cut(message, SHOWN);
  }

  /** Missing when the body is no JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private String exception() {
    return text("/errors/0/exceptionName");
  }

  private String text(String pointer) {
    return json().at(pointer).asText("");
  }
}
