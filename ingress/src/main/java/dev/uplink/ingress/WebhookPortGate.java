package dev.uplink.ingress;

import dev.uplink.ingress.problem.Problem;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything but webhooks off the public port. Routes know their port, but filters know only
 * paths: without this the control plane's would answer there, if only to ask for a token.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class WebhookPortGate {
  private static final String WEBHOOKS = "/webhooks/";

  private final int webhookPort;

  WebhookPortGate(@Property(name = "uplink.webhook-port") int webhookPort) {
    this.webhookPort = webhookPort;
  }

  /** Null lets the request pass. */
  @PreMatching
  @RequestFilter
  @Nullable HttpResponse<?> refuseAllButWebhooks(HttpRequest<?> request) {
    boolean passes =
        request.getServerAddress().getPort() != webhookPort
            || request.getPath().startsWith(WEBHOOKS);
    return passes
        ? null
        : Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "Only webhooks are taken here.")
            .toResponse();
  }
}
