package dev.uplink.processor.decide;

import java.util.Set;

/**
 * A proposed run that has not ended, as far as is known.
 *
 * @param wantedBy the branches and pull requests that point to its commit; when none is left it is
 *     superseded
 */
public record OpenRun(TargetName target, Run run, Set<Ref> wantedBy) {
  public OpenRun {
    wantedBy = Set.copyOf(wantedBy);
  }
}
