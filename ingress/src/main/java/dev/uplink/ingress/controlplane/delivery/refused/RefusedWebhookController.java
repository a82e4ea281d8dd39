package dev.uplink.ingress.controlplane.delivery.refused;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Refused webhooks over HTTP. They are no deliveries: nothing of them was kept but a count. */
@Controller("/api/v1/deliveries/refused")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RefusedWebhookController {
  private final RefusedWebhooks refused;

  RefusedWebhookController(RefusedWebhooks refused) {
    this.refused = refused;
  }

  @Get
  Page<RefusedWebhook> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String integrationId,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return refused.list(caller, integrationId, PageRequest.of(limit, cursor));
  }
}
