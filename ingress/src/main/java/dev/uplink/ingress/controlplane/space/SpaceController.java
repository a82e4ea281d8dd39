package dev.uplink.ingress.controlplane.space;

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

/** Spaces over HTTP. */
@Controller("/api/v1/spaces")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SpaceController {
  private final Spaces spaces;

  SpaceController(Spaces spaces) {
    this.spaces = spaces;
  }

  @Post
  @Status(HttpStatus.CREATED)
  SpaceView create(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @Body @Nullable String body) {
    return SpaceView.of(spaces.create(caller, Fields.of(body)));
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
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    return SpaceView.of(spaces.edit(caller, id, Fields.of(body)));
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
    spaces.delete(caller, id);
  }
}
