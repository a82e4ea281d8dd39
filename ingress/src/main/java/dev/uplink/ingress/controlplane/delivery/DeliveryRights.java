package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationRights;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.Rights;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may see deliveries, and repeat them: whoever may see the details of their integration, as it
 * is now. Those of an integration that is gone are the root admins'.
 */
public final class DeliveryRights {
  private final IntegrationRepository integrations;

  public DeliveryRights(IntegrationRepository integrations) {
    this.integrations = integrations;
  }

  /**
   * The integration, or none if it is gone and the caller may know that.
   *
   * @param unknown for whoever may not know of the integration
   */
  public Optional<Integration> require(
      Caller caller, Rights rights, @Nullable String integrationId, Refused unknown) {
    Optional<Integration> integration =
        integrationId == null
            ? Optional.empty()
            : integrations.find(caller.accountId(), integrationId);
    if (integration.isPresent()) {
      IntegrationRights.requireAdmin(rights, integration.get(), unknown);
    } else if (!caller.isRootAdmin()) {
      throw unknown;
    }
    return integration;
  }
}
