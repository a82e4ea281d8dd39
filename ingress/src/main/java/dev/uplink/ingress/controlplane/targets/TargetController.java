package dev.uplink.ingress.controlplane.targets;

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
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.annotation.Status;
import org.jspecify.annotations.Nullable;

/**
 * Stacks or modules over HTTP: one class for each kind says where, so that a kind is part of the
 * route and not of a request.
 */
abstract sealed class TargetController permits StackController, ModuleController {
  private final TargetKind kind;
  private final Targets targets;
  private final Idempotency idempotency;

  TargetController(TargetKind kind, Targets targets, Idempotency idempotency) {
    this.kind = kind;
    this.targets = targets;
    this.idempotency = idempotency;
  }

  @Post
  HttpResponse<?> create(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpRequest<?> request,
      @Body @Nullable String body) {
    return idempotency.once(
        caller,
        Attempt.of(request, body),
        HttpStatus.CREATED,
        () -> targets.draft(caller, kind, Fields.of(body)),
        draft -> targets.create(caller, draft));
  }

  @Get
  Page<TargetView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return targets.list(caller, kind, PageRequest.of(limit, cursor)).map(TargetView::of);
  }

  @Get("/{id}")
  TargetView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return TargetView.of(targets.get(caller, kind, id));
  }

  @Patch("/{id}")
  TargetView edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return TargetView.of(targets.edit(caller, kind, id, Fields.of(body), Precondition.of(ifMatch)));
  }

  @Put("/{id}/source")
  AttachedTarget attach(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return targets.attach(caller, kind, id, Fields.of(body), Precondition.of(ifMatch));
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    targets.delete(caller, kind, id);
  }
}
