package dev.uplink.ingress.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives the errors that the server itself finds (no route, wrong method, …) the same form. Counts
 * what was no request at all, which nobody else sees.
 */
public final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  private final MeterRegistry meters;

  public ProblemResponses(MeterRegistry meters) {
    this.meters = meters;
    // There from the start: a rate does not see the event that a counter comes into being with.
    List.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            HttpStatus.REQUEST_URI_TOO_LONG)
        .forEach(status -> undecoded(code(status)));
  }

  @Override
  @SuppressWarnings("unchecked") // a HEAD request is answered without a body of any type
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = Undecoded.status(context.getRequest()).orElse(response.status());
    if (Undecoded.is(context.getRequest())) {
      undecoded(code(status)).increment();
    }
    if (context.getRequest().getMethod() == HttpMethod.HEAD) {
      return (MutableHttpResponse<Problem>) response;
    }
    return response
        .status(status)
        .body(Problem.of(status, code(status), detail(status, context)))
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private Counter undecoded(String code) {
    return Counter.builder("uplink.http.undecoded")
        .description("Requests whose head or length could not be told, by how they were answered.")
        .tag("code", code)
        .register(meters);
  }

  private static String code(HttpStatus status) {
    return switch (status) {
      case REQUEST_ENTITY_TOO_LARGE -> "BODY_TOO_LARGE";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "HEADERS_TOO_LARGE";
      case REQUEST_URI_TOO_LONG -> "PATH_TOO_LONG";
      // Everything else has the name that HTTP gave it.
      default -> status.name();
    };
  }

  /** An internal error's message may name anything, so it stays in the log. */
  private static String detail(HttpStatus status, ErrorContext context) {
    if (status.getCode() >= 500 || !context.hasErrors()) {
      return status.getReason();
    }
    return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
  }
}
