package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.space.Rights;
import org.jspecify.annotations.Nullable;

/**
 * A stack or module that has the delivery's repository now, through whichever integration.
 *
 * @param integrationSlug null to whoever may not know of the integration
 * @param integrationSpaceId null of a default one, of which everybody may know
 */
record Attached(
    String targetId,
    String targetSlug,
    String spaceId,
    String integrationId,
    @Nullable String integrationSlug,
    @Nullable String integrationSpaceId) {

  /** A Space may have lost the way up to an integration that its stacks still have. */
  Attached asSeenWith(Rights rights) {
    boolean seen = integrationSpaceId == null || rights.has(Role.READER, integrationSpaceId);
    return seen
        ? this
        : new Attached(targetId, targetSlug, spaceId, integrationId, null, integrationSpaceId);
  }
}
