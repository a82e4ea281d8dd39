package dev.uplink.processor.decide;

import dev.uplink.schemas.run.StopReason;
import java.util.Optional;

/**
 * Which runs cannot go on, because what they belong to is gone. It asks for what is known to be
 * deleted, not for what is absent: an instance may hear of a run before it hears of its stack.
 */
public final class Abandonment {
  private final Catalogue catalogue;

  public Abandonment(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Empty while the run may go on. */
  public Optional<StopReason> of(RunOwner owner) {
    if (catalogue.isTargetDeleted(owner.account(), owner.kind(), owner.targetId())) {
      return Optional.of(StopReason.TARGET_DELETED);
    }
    // A stack that was given another integration at once still has no right to what the old one
    // started: its source could not be fetched, and its statuses could not be posted. And one
    // that lost another integration since has no need to lose this run.
    boolean detached =
        catalogue.isIntegrationDeleted(owner.account(), owner.integrationId())
            || catalogue
                .target(owner.account(), owner.kind(), owner.targetId())
                .filter(target -> owner.integrationId().equals(target.state().detachedFrom()))
                .isPresent();
    return detached ? Optional.of(StopReason.INTEGRATION_DETACHED) : Optional.empty();
  }
}
