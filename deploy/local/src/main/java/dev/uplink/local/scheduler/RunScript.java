package dev.uplink.local.scheduler;

import static dev.uplink.local.scheduler.RunState.APPLYING;
import static dev.uplink.local.scheduler.RunState.CONFIRMED;
import static dev.uplink.local.scheduler.RunState.FAILED;
import static dev.uplink.local.scheduler.RunState.FINISHED;
import static dev.uplink.local.scheduler.RunState.PLANNING;
import static dev.uplink.local.scheduler.RunState.PREPARING;
import static dev.uplink.local.scheduler.RunState.QUEUED;
import static dev.uplink.local.scheduler.RunState.UNCONFIRMED;

import java.util.ArrayList;
import java.util.List;

/**
 * The states a run goes through. It depends on the command alone, so the same command heard again
 * leads to the same updates with the same versions, which change nothing for who has them.
 */
final class RunScript {
  /** A target with this in its slug fails, to have something to show. */
  static final String FAILING = "broken";

  private RunScript() {}

  static List<Step> of(RunOrder order) {
    List<Step> steps = new ArrayList<>(List.of(Step.to(QUEUED), Step.to(PREPARING)));
    steps.add(Step.to(PLANNING));
    if (order.targetSlug().contains(FAILING)) {
      steps.add(new Step(FAILED, "The plan failed: the sample target is broken on purpose.", null));
      return steps;
    }
    Step.Delta delta = new Step.Delta(3, 1, 0);
    if (order.applies()) {
      steps.add(new Step(UNCONFIRMED, null, delta));
      steps.add(new Step(CONFIRMED, "Confirmed by the sample scheduler.", delta));
      steps.add(new Step(APPLYING, null, delta));
    }
    steps.add(new Step(FINISHED, null, delta));
    return steps;
  }
}
