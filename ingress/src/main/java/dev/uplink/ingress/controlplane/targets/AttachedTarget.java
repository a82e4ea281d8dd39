package dev.uplink.ingress.controlplane.targets;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.uplink.ingress.controlplane.request.Versioned;
import java.util.List;

/** A stack or module that has just got its source, and what somebody should look at in that. */
record AttachedTarget(@JsonUnwrapped TargetView target, List<TargetWarning> warnings)
    implements Versioned {
  static AttachedTarget of(Target target, List<TargetWarning> warnings) {
    return new AttachedTarget(TargetView.of(target), List.copyOf(warnings));
  }

  @Override
  public long revision() {
    return target.revision();
  }
}
