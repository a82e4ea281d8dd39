package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.request.Fields;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Integrations over HTTP. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegrationController {
  private final Integrations integrations;

  IntegrationController(Integrations integrations) {
    this.integrations = integrations;
  }

  @Post("/integrations")
  @Status(HttpStatus.CREATED)
  IntegrationDetails create(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, @Body @Nullable String body) {
    return integrations.create(caller, Fields.of(body));
  }

  @Get("/integrations")
  Page<IntegrationSummary> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String provider,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    return integrations.list(caller, Provider.ofQuery(provider), page).map(IntegrationSummary::of);
  }

  @Get("/spaces/{id}/attachable-integrations")
  Page<IntegrationSummary> attachable(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @QueryValue @Nullable String provider,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    return integrations
        .attachable(caller, id, Provider.ofQuery(provider), page)
        .map(IntegrationSummary::of);
  }

  @Get("/integrations/{id}")
  IntegrationSummary get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return IntegrationSummary.of(integrations.get(caller, id));
  }

  @Get("/integrations/{id}/details")
  IntegrationDetails details(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return integrations.details(caller, id);
  }

  @Get("/integrations/{id}/usage")
  IntegrationUsers.Usage usage(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return integrations.usage(caller, id);
  }

  @Patch("/integrations/{id}")
  IntegrationDetails edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    return integrations.edit(caller, id, Fields.of(body));
  }

  @Post(uri = "/integrations/{id}/rotate-secret", consumes = "*/*")
  IntegrationDetails rotateSecret(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return integrations.rotateSecret(caller, id);
  }

  @Delete("/integrations/{id}")
  Deletion delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return new Deletion(integrations.delete(caller, id));
  }

  /** What else the deletion did. */
  record Deletion(IntegrationUsers.Detached detached) {}
}
