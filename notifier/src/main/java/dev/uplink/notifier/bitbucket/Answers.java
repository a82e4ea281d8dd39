package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Lengths;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an answer means for a status. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 300;
  private static final int LONGEST_SCOPE = 60;
  private static final int MOST_SCOPES = 3;
  private static final Pattern SCOPE = Pattern.compile("(?i)\\bscopes?\\b");
  private static final Pattern AUTHOR = Pattern.compile("(?i)\\b(author|creator|created by)\\b");

  /** No server is believed that it needs longer; an absurd number is beyond what clocks can add. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final InstantSource clock;

  Answers(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * 401 is also Data Center's word for "no permission", so both may end when the credentials are
   * replaced, and so may Cloud's 403. A redirect that is for now says nothing of the status, nor
   * does an error that is not Bitbucket's own. What is left of 4xx, and a redirect for good, will
   * be the same next time.
   *
   * @param fork that the status' commit is in; null when it is in the repository itself
   */
  PostResult read(Answer answer, @Nullable Fork fork, long credentialsVersion) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return answer.isWebPage()
          ? new PostResult.Failed(
              status,
              "a web page came instead of Bitbucket's answer, as when it asks for a log-in: is"
                  + " there a proxy before it?",
              rest(answer.retryAfter(), clock))
          : new PostResult.Delivered(status);
    }
    String said = said(answer.body());
    if (isOnTheWay(answer)) {
      return new PostResult.Failed(
          status,
          "%d, and not in Bitbucket's words: is there a proxy before it?".formatted(status),
          rest(answer.retryAfter(), clock));
    }
    return switch (status) {
      case 401 ->
          new PostResult.Unauthorized(
              status,
              "Bitbucket refuses the credentials" + said,
              credentialsVersion,
              refused(answer.body()));
      case 429 ->
          new PostResult.Throttled(
              status,
              "Bitbucket has had too many requests" + said,
              rest(answer.retryAfter(), clock));
      case 400, 413, 414, 422 ->
          new PostResult.Malformed(status, "Bitbucket finds the status invalid" + said);
      case 403 -> forbidden(status, said, answer.body(), credentialsVersion);
      case 404 -> new PostResult.Refused(status, missing(fork) + said);
      case 302, 303, 307 ->
          new PostResult.Failed(
              status,
              "Bitbucket answers with another address for now, as when it asks for a log-in" + said,
              rest(answer.retryAfter(), clock));
      case 408, 425 ->
          new PostResult.Failed(
              status, "Bitbucket was not ready" + said, rest(answer.retryAfter(), clock));
      default ->
          status >= 500
              ? new PostResult.Failed(
                  status, "Bitbucket failed" + said, rest(answer.retryAfter(), clock))
              : new PostResult.Refused(status, "Bitbucket answers " + status + said);
    };
  }

  /**
   * Whether somebody between us and Bitbucket would not hand on what was asked. Who says no to the
   * credentials, or to so many requests, is believed, whoever it is.
   */
  static boolean isOnTheWay(Answer answer) {
    return switch (answer.status()) {
      case 401, 403, 429 -> false;
      case 407 -> true;
      default -> answer.status() >= 400 && answer.status() < 500 && answer.isNotBitbuckets();
    };
  }

  private static String missing(@Nullable Fork fork) {
    return fork == null
        ? "Bitbucket knows no such repository or commit, or does not show it to these credentials"
        : "the commit of pull request %d is in the fork %s/%s, which is gone or not shown to these"
                .formatted(fork.pullRequestId(), fork.namespace(), fork.repository())
            + " credentials";
  }

  /**
   * Cloud says it of scopes, which the credentials lack everywhere; of a repository; and of a key
   * that another user posted first, who alone may change it: that is so for ever.
   */
  private static PostResult forbidden(
      int status, String said, String body, long credentialsVersion) {
    if (AUTHOR.matcher(said).find()) {
      return new PostResult.Refused(status, "somebody else posted under this key" + said);
    }
    Optional<String> scope = missingScope(body);
    return new PostResult.Unauthorized(
        status,
        "the credentials may not post statuses"
            + scope.map(lacked -> ", they lack " + lacked).orElse("")
            + said,
        credentialsVersion,
        scope.isPresent() ? PostResult.Refusal.CREDENTIALS : PostResult.Refusal.PLACE);
  }

  /**
   * Which scope the credentials lack, wherever they are used, in words; empty when a 403 does not
   * say that it is for want of one.
   */
  static Optional<String> missingScope(String body) {
    JsonNode detail = tree(body).at("/error/detail");
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
    return SCOPE.matcher(said(body)).find() ? Optional.of("a scope") : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Seconds or a date, bounded; null when it is neither, or in the past. */
  static @Nullable Duration rest(@Nullable String retryAfter, InstantSource clock) {
    if (retryAfter == null) {
      return null;
    }
    try {
      Duration rest =
          retryAfter.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(clock.instant(), date(retryAfter));
      if (!rest.isPositive()) {
        return null;
      }
      return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** Data Center tells "who are you" from "not you" by the name of the exception only. */
  private static PostResult.Refusal refused(String body) {
    return isPermission(body) ? PostResult.Refusal.PLACE : PostResult.Refusal.CREDENTIALS;
  }

  /** Whether Data Center's 401 means that the credentials are good, but not for this. */
  static boolean isPermission(String body) {
    return text(body, "/errors/0/exceptionName").endsWith("AuthorisationException");
  }

  /** Whether Data Center's 404 is of a repository or commit, and not of an address unheard of. */
  static boolean isOfWhatIsMissing(String body) {
    return text(body, "/errors/0/exceptionName").contains(".NoSuch");
  }

  /** Cloud: {@code error.message}; Data Center: {@code errors[0].message}; some are not JSON. */
  static String said(String body) {
    String cloud = text(body, "/error/message");
    String message = cloud.isBlank() ? text(body, "/errors/0/message") : cloud;
    if (message.isBlank()) {
      return "";
    }
    return ": " + Lengths.cut(message, SHOWN);
  }

  private static String text(String body, String pointer) {
    return tree(body).at(pointer).asText("");
  }

  static boolean isObject(String body) {
    return tree(body).isObject();
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
