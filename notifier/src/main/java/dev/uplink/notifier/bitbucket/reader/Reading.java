package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.uplink.notifier.bitbucket.Answer;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.Deadline;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.ForbiddenHostException;
import dev.uplink.notifier.bitbucket.HeldBackException;
import dev.uplink.notifier.bitbucket.NoAnswerException;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.gate.Caller;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** GET requests with one integration's credentials, and what their answers say in plain words. */
final class Reading {
  private static final String FORBIDDEN =
      "Bitbucket takes the credentials, but they lack a permission or scope for this";

  private static final String LACKING = "Bitbucket takes the credentials, but they lack ";

  private static final int MOST_REDIRECTS = 3;

  private final BitbucketHttp http;
  private final Caller caller;
  private final ApiCredential credential;
  private final Deadline deadline;
  private @Nullable String scopes;
  private @Nullable String ledTo;

  Reading(BitbucketHttp http, Caller caller, ApiCredential credential, Deadline deadline) {
    this.http = http;
    this.caller = caller;
    this.credential = credential;
    this.deadline = deadline;
  }

  /** What the credentials may do, as Cloud said last; null as long as it did not. */
  @Nullable String scopes() {
    return scopes;
  }

  /** Where the last redirect that was followed led to; null as long as none was. */
  @Nullable String ledTo() {
    return ledTo;
  }

  /** An answer that Bitbucket gave because the credentials are good for it. */
  Answer answer(String url) throws CallFailedException {
    return accepted(sent(url));
  }

  /**
   * Also what is at another address of the same host; the credentials go to no other.
   *
   * @param wanted parameters, added to the new address if it does not have them
   */
  JsonNode followed(String url, Map<String, String> wanted) throws CallFailedException {
    String at = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = sent(at);
      @Nullable String location = answer.location();
      if (answer.status() < 300 || answer.status() >= 400 || location == null) {
        return json(accepted(answer));
      }
      at = Redirect.of(at, answer.status(), location, wanted);
      ledTo = at;
    }
    throw new CallFailedException(
        Fault.BITBUCKET_FAILED, "Bitbucket leads from one address to the next");
  }

  private Answer sent(String url) throws CallFailedException {
    Answer answer;
    try {
      URI uri = URI.create(url);
      // As an agent's private://, which somebody may have written into the database.
      if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
        throw new IllegalArgumentException("not http");
      }
      answer = http.get(uri, caller, deadline);
    } catch (HeldBackException e) {
      throw CallFailedException.passing(
          e.fault(), e.detail(), Duration.between(deadline.clock().instant(), e.held().until()));
    } catch (NoAnswerException e) {
      throw new CallFailedException(e.fault(), e.detail());
    } catch (ForbiddenHostException e) {
      throw new CallFailedException(Fault.HOST_NOT_ALLOWED, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Without the exception's words: they quote the URL.
      throw new CallFailedException(
          Fault.HOST_NOT_ALLOWED, "the address cannot be called: expected http(s)://host");
    }
    if (answer.scopes() != null) {
      scopes = answer.scopes();
    }
    return answer;
  }

  private Answer accepted(Answer answer) throws CallFailedException {
    // Cloud's word for what it has not worked out yet.
    if (answer.status() == 202) {
      throw CallFailedException.passing(
          Fault.TIMED_OUT, "Bitbucket is still working out the answer (202)", rest(answer));
    }
    if (answer.status() >= 200 && answer.status() < 300) {
      return answer;
    }
    throw refused(answer);
  }

  JsonNode json(String url) throws CallFailedException {
    return json(answer(url));
  }

  static JsonNode json(Answer answer) throws CallFailedException {
    JsonNode body = answer.json();
    if (!body.isObject()) {
      throw foreign("", null);
    }
    return body;
  }

  /** As a proxy gives while the server behind it is away: a moment later it may be Bitbucket's. */
  private static CallFailedException foreign(String said, @Nullable Duration rest) {
    return CallFailedException.passing(
        Fault.BITBUCKET_FAILED,
        "the answer is not one of Bitbucket's%s: is the host the base URL of its API?"
            .formatted(said),
        rest);
  }

  /** A page of both products has its entries here; what has not is no page. */
  static JsonNode values(JsonNode page) throws CallFailedException {
    JsonNode values = page.path("values");
    if (values.isMissingNode() && page.has("pagelen")) {
      // Asked for some fields of the entries only, Cloud may leave out what would be empty.
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!values.isArray()) {
      throw CallFailedException.passing(
          Fault.BITBUCKET_FAILED, "the answer is not a page of Bitbucket's", null);
    }
    return values;
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private CallFailedException refused(Answer answer) {
    int status = answer.status();
    String said = " (%d%s)".formatted(status, answer.said());
    if (answer.isOnTheWay()) {
      return foreign(said, rest(answer));
    }
    return switch (status) {
      case 401 ->
          answer.isPermission()
              ? new CallFailedException(Fault.FORBIDDEN, FORBIDDEN + said)
              : new CallFailedException(
                  Fault.UNAUTHORIZED, "Bitbucket refuses the credentials" + said + hint());
      case 403 ->
          answer
              .missingScope()
              .map(scope -> new CallFailedException(Fault.SCOPE_MISSING, LACKING + scope + said))
              .orElseGet(() -> new CallFailedException(Fault.FORBIDDEN, FORBIDDEN + said));
      case 404 ->
          new CallFailedException(
              Fault.NOT_FOUND, "Bitbucket has no such thing to show to these credentials" + said);
      case 429 ->
          CallFailedException.passing(
              Fault.RATE_LIMITED,
              "Bitbucket has had too many requests with these credentials" + said,
              rest(answer));
      // Cloud's own: it gave up a diff that took it too long.
      case 555 ->
          CallFailedException.passing(
              Fault.TIMED_OUT, "Bitbucket needed longer than it allows itself" + said, null);
      default -> other(answer, said);
    };
  }

  private CallFailedException other(Answer answer, String said) {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      String words =
          "Bitbucket answers with another address, as when it asks for a log-in: is the host the"
              + " base URL of its API?"
              + said;
      return Redirect.isForNow(status)
          ? CallFailedException.passing(Fault.BITBUCKET_FAILED, words, rest(answer))
          : new CallFailedException(Fault.BITBUCKET_FAILED, words);
    }
    return status >= 500 || status == 408 || status == 425
        ? CallFailedException.passing(
            Fault.BITBUCKET_FAILED, "Bitbucket failed" + said, rest(answer))
        : new CallFailedException(Fault.BITBUCKET_FAILED, "Bitbucket failed" + said);
  }

  private @Nullable Duration rest(Answer answer) {
    return answer.rest(deadline.clock());
  }

  private String hint() {
    return switch (credential) {
      case ApiCredential.ApiToken _ -> ": has the API token ended, or has it no scopes?";
      case ApiCredential.AppPassword _ ->
          ": Bitbucket Cloud takes no app passwords since July 2026; use an API token";
      case ApiCredential.AccessToken _ -> ": has the access token ended or been revoked?";
    };
  }
}
