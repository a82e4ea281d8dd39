package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.Rights;

/** Who may do what with an integration. */
public final class IntegrationRights {
  private IntegrationRights() {}

  /** A default one serves everybody, so everybody may know of it. */
  public static boolean maySee(Rights rights, Integration integration) {
    return integration.isDefault() || rights.has(Role.READER, integration.spaceId());
  }

  static void requireSeen(Rights rights, Integration integration) {
    if (!maySee(rights, integration)) {
      throw none(integration.id());
    }
  }

  /** For all but the summary. A default one lives in root, so it is the root admins'. */
  static void requireAdmin(Rights rights, Integration integration) {
    requireAdmin(rights, integration, none(integration.id()));
  }

  /**
   * The same for what belongs to it.
   *
   * @param unknown for whoever may not know of it
   */
  public static void requireAdmin(Rights rights, Integration integration, Refused unknown) {
    if (!maySee(rights, integration)) {
      throw unknown;
    }
    rights.require(Role.ADMIN, integration.spaceId());
  }

  static Refused none(String id) {
    return Refused.notFound("integration", id);
  }
}
