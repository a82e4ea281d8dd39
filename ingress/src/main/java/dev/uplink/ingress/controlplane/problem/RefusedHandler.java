package dev.uplink.ingress.controlplane.problem;

import dev.uplink.ingress.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;

/** Answers a refusal. */
public final class RefusedHandler implements ExceptionHandler<Refused, HttpResponse<Problem>> {
  private static final String RETRY_AFTER_SECONDS = "1";

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<Problem> handle(HttpRequest request, Refused refused) {
    return toResponse(refused);
  }

  public static MutableHttpResponse<Problem> toResponse(Refused refused) {
    ProblemCode code = refused.code();
    HttpStatus status = HttpStatus.valueOf(refused.status());
    Problem problem = Problem.of(status, code.name(), String.valueOf(refused.getMessage()));
    String field = refused.field();
    if (field != null) {
      problem = problem.withField(field);
    }
    String reason = refused.reason();
    if (reason != null) {
      problem = problem.withReason(reason);
    }
    if (!refused.targets().isEmpty()) {
      problem = problem.withTargets(refused.targets());
    }
    MutableHttpResponse<Problem> response = problem.toResponse();
    return switch (status) {
      case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"uplink\"");
      case SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT ->
          response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> response;
    };
  }
}
