package dev.uplink.ingress.controlplane.space;

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
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Spaces over HTTP. */
@Controller("/api/v1/spaces")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SpaceController {
  private final Spaces spaces;
  private final Idempotency idempotency;

  SpaceController(Spaces spaces, Idempotency idempotency) {
    this.spaces = spaces;
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
        () -> SpaceView.of(spaces.create(caller, Fields.of(body))));
  }

  @Get
  Page<SpaceView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    return spaces.list(caller, PageRequest.of(limit, cursor)).map(SpaceView::of);
  }

  @Get("/{id}")
  SpaceView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    return SpaceView.of(spaces.get(caller, id));
  }

  @Patch("/{id}")
  SpaceView edit(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      String id,
      @Body @Nullable String body,
      @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return SpaceView.of(spaces.edit(caller, id, Fields.of(body), Precondition.of(ifMatch)));
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    spaces.delete(caller, id);
  }
}
