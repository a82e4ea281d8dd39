package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Stacks over HTTP. */
@Controller("/api/v1/stacks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StackController extends TargetController {
  StackController(Targets targets, Idempotency idempotency) {
    super(TargetKind.STACK, targets, idempotency);
  }
}
