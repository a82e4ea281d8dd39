package dev.uplink.notifier.bitbucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.notifier.gate.Admission;
import dev.uplink.notifier.gate.Caller;
import dev.uplink.notifier.gate.Gate;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One HTTP request, bounded from connecting to the last byte of the answer. Blocks; callers are
 * virtual threads. Redirects are not followed here: they might carry the credentials elsewhere, and
 * most of what Bitbucket redirects goes to its login page.
 */
public final class BitbucketHttp implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 1024 * 1024;
  private static final String SCOPES = "X-OAuth-Scopes";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String NEAR_LIMIT = "X-RateLimit-NearLimit";

  /** With less time than that it is no sign of a host that nobody answered. */
  private static final Duration FAIR_CHANCE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final Gate gate;
  private final Tracing tracing;

  /**
   * @param client with our {@link #configuration}; closed with this
   * @param gate that every request goes through
   */
  public BitbucketHttp(HttpClient client, Gate gate, Tracing tracing) {
    this.client = client;
    this.gate = gate;
    this.tracing = tracing;
  }

  /**
   * @param timeout of one request, however far its deadline is
   */
  public static DefaultHttpClientConfiguration configuration(Duration timeout) {
    DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
    configuration.setConnectTimeout(CONNECT_TIMEOUT);
    configuration.setReadTimeout(timeout);
    configuration.setFollowRedirects(false);
    configuration.setExceptionOnErrorStatus(false);
    configuration.setMaxContentLength(LARGEST_ANSWER);
    // Whoever closes it has ended its calls: there is nothing to be quiet for, by default 100 ms.
    configuration.setShutdownQuietPeriod(Duration.ZERO);
    return configuration;
  }

  /**
   * Throws {@link ForbiddenHostException} for a host that must not be called, and {@link
   * HeldBackException} for one that is not asked now.
   */
  public Answer get(URI uri, Caller caller, Deadline deadline) throws NoAnswerException {
    return send(uri, HttpRequest.GET(uri), caller, deadline);
  }

  /** Posts a body; throws what {@link #get} throws. */
  public Answer post(URI uri, Caller caller, Map<String, Object> body, Deadline deadline)
      throws NoAnswerException {
    MutableHttpRequest<byte[]> request =
        HttpRequest.POST(uri, json(body))
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            // Both products take a POST without it for a browser's and may refuse it.
            .header("X-Atlassian-Token", "no-check");
    return send(uri, request, caller, deadline);
  }

  private Answer send(URI uri, MutableHttpRequest<?> request, Caller caller, Deadline deadline)
      throws NoAnswerException {
    Duration left = deadline.left();
    if (!left.isPositive()) {
      throw new NoAnswerException(Fault.TIMED_OUT, "no time is left to ask " + uri.getHost());
    }
    request
        .header(HttpHeaders.AUTHORIZATION, caller.authorization())
        .accept(MediaType.APPLICATION_JSON_TYPE);
    return switch (gate.enter(caller, host(uri))) {
      case Admission.Held held -> throw new HeldBackException(held);
      case Admission.Visit visit -> told(uri, request, left, deadline.clock(), visit);
    };
  }

  /** Bitbucket itself is told of no trace: it is another's. */
  private Answer told(
      URI uri,
      MutableHttpRequest<?> request,
      Duration left,
      InstantSource clock,
      Admission.Visit visit)
      throws NoAnswerException {
    if (!tracing.makesSpans()) {
      return send(uri, request, left, clock, visit);
    }
    Span call = tracing.beginHere(request.getMethodName(), SpanKind.CLIENT);
    call.setAttribute("http.request.method", request.getMethodName());
    call.setAttribute("server.address", uri.getHost());
    call.setAttribute("url.path", uri.getRawPath());
    try {
      Answer answer = send(uri, request, left, clock, visit);
      call.setAttribute("http.response.status_code", answer.status());
      return answer;
    } catch (NoAnswerException | RuntimeException e) {
      call.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      call.end();
    }
  }

  private Answer send(
      URI uri,
      MutableHttpRequest<?> request,
      Duration left,
      InstantSource clock,
      Admission.Visit visit)
      throws NoAnswerException {
    try {
      HttpResponse<String> response =
          Objects.requireNonNull(
              Mono.from(client.exchange(request, Argument.STRING, Argument.STRING))
                  .timeout(left)
                  .block());
      visit.answered(response.code(), limits(response, clock));
      return new Answer(
          response.code(),
          response.header(HttpHeaders.RETRY_AFTER),
          response.header(HttpHeaders.LOCATION),
          response.header(SCOPES),
          response.getBody(String.class).orElse(""));
    } catch (RuntimeException e) {
      for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ForbiddenHostException forbidden) {
          visit.saysNothing();
          throw forbidden;
        }
      }
      Fault fault = Failures.fault(e);
      boolean cameButIsNone = fault == Fault.BITBUCKET_FAILED; // for example too long
      if (cameButIsNone
          || Thread.currentThread().isInterrupted()
          || left.compareTo(FAIR_CHANCE) < 0) {
        visit.saysNothing();
      } else {
        visit.unanswered();
      }
      throw new NoAnswerException(fault, Failures.explain(fault, uri.getHost(), left, e), e);
    }
  }

  private static Admission.Limits limits(HttpResponse<?> response, InstantSource clock) {
    @Nullable String limit = response.header(LIMIT);
    return new Admission.Limits(
        RetryAfter.read(response.header(HttpHeaders.RETRY_AFTER), clock),
        limit != null && limit.matches("[0-9]{1,9}") ? Integer.valueOf(limit) : null,
        Boolean.parseBoolean(response.header(NEAR_LIMIT)));
  }

  /** With its port. Also of a name that Java finds malformed, as those with an underscore. */
  private static String host(URI uri) {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static byte[] json(Map<String, @Nullable Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
