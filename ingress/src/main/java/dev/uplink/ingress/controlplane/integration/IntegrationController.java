package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.idempotency.Attempt;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Precondition;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Integrations over HTTP. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegrationController {
  private final Integrations integrations;
  private final IntegrationQueries queries;
  private final Idempotency idempotency;

  IntegrationController(
      Integrations integrations, IntegrationQueries queries, Idempotency idempotency) {
    this.integrations = integrations;
    this.queries = queries;
    this.idempotency = idempotency;
  }

  @Post("/integrations")
  HttpResponse<?> create(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpRequest<?> request,
      @Body @Nullable String body) {
    return idempotency.once(
        caller,
        Attempt.of(request, body),
        HttpStatus.CREATED,
        () -> integrations.create(caller, Fields.of(body)));
  }

  @Get("/integrations")
  Page<IntegrationSummary> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String provider,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    return queries.list(caller, Provider.ofQuery(provider), page).map(IntegrationSummary::of);
  }

  @Get("/spaces/{id}/attachable-integrations")
  Page<IntegrationSummary> attachable(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @QueryValue @Nullable String provider,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    PageRequest page = PageRequest.of(limit, cursor);
    return queries
        .attachable(caller, id, Provider.ofQuery(provider), page)
        .map(IntegrationSummary::of);
  }

  @Get("/integrations/{id}")
  IntegrationSummary get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return IntegrationSummary.of(queries.get(caller, id));
  }

  @Get("/integrations/{id}/details")
  IntegrationDetails details(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return queries.details(caller, id);
  }

  @Get("/integrations/{id}/usage")
  IntegrationUsers.Usage usage(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return queries.usage(caller, id, PageRequest.of(limit, cursor));
  }

  @Patch("/integrations/{id}")
  IntegrationDetails edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return integrations.edit(caller, id, Fields.of(body), Precondition.of(ifMatch));
  }

  @Post(uri = "/integrations/{id}/rotate-secret", consumes = "*/*")
  HttpResponse<?> rotateSecret(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpRequest<?> request,
      String id,
      @Body @Nullable String body) {
    return idempotency.once(
        caller,
        Attempt.of(request, body),
        HttpStatus.OK,
        () -> integrations.rotateSecret(caller, id, Fields.ofOptional(body)));
  }

  @Delete("/integrations/{id}")
  Deletion delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return new Deletion(integrations.delete(caller, id));
  }

  /** What else the deletion did. */
  record Deletion(IntegrationUsers.Detached detached) {}
}
