package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Modules over HTTP. */
@Controller("/api/v1/modules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModuleController extends TargetController {
  ModuleController(Targets targets, Idempotency idempotency) {
    super(TargetKind.MODULE, targets, idempotency);
  }
}
