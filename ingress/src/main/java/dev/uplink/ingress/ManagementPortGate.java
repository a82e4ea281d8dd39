package dev.uplink.ingress;

import dev.uplink.ingress.problem.Problem;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the control plane off the port that is for whoever measures: a network policy tells ports
 * apart, and no paths. What is let through is listed, so that a new route is not there by itself.
 */
@Requires(property = ManagementPortGate.PORT)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ManagementPortGate {
  static final String PORT = "uplink.management-port";

  private static final Set<String> OPEN =
      Set.of("/prometheus", "/health", "/health/liveness", "/health/readiness");

  private final int managementPort;

  ManagementPortGate(@Property(name = PORT) int managementPort) {
    this.managementPort = managementPort;
  }

  /** Null lets the request pass. */
  @PreMatching
  @RequestFilter
  @Nullable HttpResponse<?> refuseTheControlPlane(HttpRequest<?> request) {
    boolean passes =
        request.getServerAddress().getPort() != managementPort || OPEN.contains(request.getPath());
    return passes
        ? null
        : Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "Only health and metrics are here.")
            .toResponse();
  }
}
