package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.request.Fields;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Attaching many at once over HTTP. */
@Controller("/api/v1/integrations/{id}/reattach")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReattachmentController {
  private final Reattachment reattachment;

  ReattachmentController(Reattachment reattachment) {
    this.reattachment = reattachment;
  }

  @Post
  Reattachment.Outcome reattach(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    return reattachment.to(caller, id, Fields.of(body));
  }
}
