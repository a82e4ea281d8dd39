package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.problem.ProblemCode;

/** What the decision on a trigger means for the one who asked. */
sealed interface TriggerOutcome {
  /** The run that was started, or that was there already. */
  record Running(String runId) implements TriggerOutcome {}

  /** A business "no" and, in the decision's own word, why. */
  record NotRun(ProblemCode code, String reason) implements TriggerOutcome {}
}
