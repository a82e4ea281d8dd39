package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.targets.TargetKind;
import dev.uplink.ingress.controlplane.targets.Targets;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs that people ask for. Takes a body of any type, because a detached target is refused before
 * the body is looked at.
 */
@Controller("/api/v1")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {
  private final Targets targets;
  private final Triggers triggers;

  RunController(Targets targets, Triggers triggers) {
    this.targets = targets;
    this.triggers = triggers;
  }

  @Post("/stacks/{id}/runs")
  @Status(HttpStatus.CREATED)
  CompletionStage<StartedRun> ofStack(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    return triggers.trigger(caller, targets.getToRun(caller, TargetKind.STACK, id), body);
  }

  @Post("/modules/{id}/runs")
  @Status(HttpStatus.CREATED)
  CompletionStage<StartedRun> ofModule(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id, @Body @Nullable String body) {
    return triggers.trigger(caller, targets.getToRun(caller, TargetKind.MODULE, id), body);
  }
}
