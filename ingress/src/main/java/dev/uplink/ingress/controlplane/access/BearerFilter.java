package dev.uplink.ingress.controlplane.access;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Lets nobody without a known bearer token past; also not to what does not exist. */
@ServerFilter("/api/v1/**")
final class BearerFilter {
  private static final String SCHEME = "bearer ";

  private final List<Authentication> ways;

  BearerFilter(List<Authentication> ways) {
    this.ways = ways;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void requireCaller(MutableHttpRequest<?> request) {
    String token = presented(request.getHeaders());
    Caller caller =
        ways.stream()
            .flatMap(way -> way.authenticate(token).stream())
            .findFirst()
            .orElseThrow(
                () -> Refused.because(ProblemCode.TOKEN_UNKNOWN, "Nobody has this token."));
    request.setAttribute(Caller.ATTRIBUTE, caller);
  }

  private static String presented(HttpHeaders headers) {
    List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
    if (values.size() == 1
        && values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return values.getFirst().substring(SCHEME.length()).strip();
    }
    throw Refused.because(ProblemCode.TOKEN_MISSING, "Expected one header Authorization: Bearer.");
  }
}
