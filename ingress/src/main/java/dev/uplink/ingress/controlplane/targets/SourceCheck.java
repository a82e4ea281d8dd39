package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.integration.Integration;
import java.util.List;

/** Whether there is what a source names, as far as Bitbucket tells. */
@FunctionalInterface
public interface SourceCheck {
  /** Nobody is asked, so that a source is only checked against the database. */
  SourceCheck OFF = (caller, integration, source) -> List.of();

  /**
   * May wait for an answer, so never in a transaction.
   *
   * @return what somebody should look at
   * @throws dev.uplink.ingress.controlplane.problem.Refused {@code BRANCH_UNKNOWN} if Bitbucket
   *     says that there is no such branch
   */
  List<TargetWarning> of(Caller caller, Integration integration, Source source);
}
