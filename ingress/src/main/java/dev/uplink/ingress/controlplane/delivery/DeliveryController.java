package dev.uplink.ingress.controlplane.delivery;

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

/** Deliveries over HTTP. */
@Controller("/api/v1/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {
  private final Deliveries deliveries;

  DeliveryController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Get
  Page<DeliveryView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String integrationId,
      @QueryValue @Nullable String provider,
      @QueryValue @Nullable String repository,
      @QueryValue @Nullable String commitSha,
      @QueryValue @Nullable String targetId,
      @QueryValue @Nullable String outcome,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    DeliveryFilter filter =
        DeliveryFilter.of(
            caller.accountId(), integrationId, provider, repository, commitSha, targetId, outcome);
    return deliveries.list(caller, filter, PageRequest.of(limit, cursor));
  }
}
