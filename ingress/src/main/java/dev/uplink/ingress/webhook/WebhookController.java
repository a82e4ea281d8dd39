package dev.uplink.ingress.webhook;

import dev.uplink.ingress.problem.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;

/** The one route of the public port. */
@Controller(port = "${uplink.webhook-port}")
final class WebhookController {
  @Post("/webhooks/{product}/{accountId}/integration/{slug}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  HttpResponse<?> receive(
      @PathVariable String product, @PathVariable String accountId, @PathVariable String slug) {
    return Problem.of(HttpStatus.NOT_FOUND, "INTEGRATION_NOT_FOUND", "No such integration.")
        .toResponse();
  }
}
