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
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Modules over HTTP. */
@Controller("/api/v1/modules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModuleController {
  private final Targets targets;
  private final Idempotency idempotency;

  ModuleController(Targets targets, Idempotency idempotency) {
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
        () -> targets.draft(caller, TargetKind.MODULE, Fields.of(body)),
        draft -> targets.create(caller, draft));
  }

  @Get
  Page<TargetView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return targets
        .list(caller, TargetKind.MODULE, PageRequest.of(limit, cursor))
        .map(TargetView::of);
  }

  @Get("/{id}")
  TargetView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return TargetView.of(targets.get(caller, TargetKind.MODULE, id));
  }

  @Patch("/{id}")
  TargetView edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return TargetView.of(
        targets.edit(caller, TargetKind.MODULE, id, Fields.of(body), Precondition.of(ifMatch)));
  }

  @Put("/{id}/source")
  AttachedTarget attach(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return targets.attach(caller, TargetKind.MODULE, id, Fields.of(body), Precondition.of(ifMatch));
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    targets.delete(caller, TargetKind.MODULE, id);
  }
}
