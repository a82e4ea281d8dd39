package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceTree;

/** Who may do what with an integration. */
public final class IntegrationRights {
  private IntegrationRights() {}

  /** A default one serves everybody, so everybody may know of it. */
  public static boolean maySee(Rights rights, Integration integration) {
    return integration.isDefault() || rights.has(Role.READER, integration.spaceId());
  }

  /** Whether there is a Space from which the integration is reached and whose admin they are. */
  private static boolean mayAttach(Rights rights, Integration integration, SpaceTree tree) {
    return tree.ids().stream()
        .anyMatch(
            spaceId ->
                rights.has(Role.ADMIN, spaceId)
                    && tree.reachabilityFrom(spaceId)
                        .reaches(integration.spaceId(), integration.isDefault()));
  }

  /**
   * Requires what a stack's form asks: that the caller may put a stack somewhere on this
   * integration.
   */
  public static void requireAttachable(Rights rights, Integration integration, SpaceTree tree) {
    requireSeen(rights, integration);
    if (!mayAttach(rights, integration, tree)) {
      throw Refused.because(
          ProblemCode.ROLE_INSUFFICIENT,
          "Needs the role ADMIN in a Space from which the integration is reached.");
    }
  }

  static void requireSeen(Rights rights, Integration integration) {
    if (!maySee(rights, integration)) {
      throw none(integration.id());
    }
  }

  /**
   * Requires what all but the summary needs. A default one lives in root, so it is the root
   * admins'.
   */
  public static void requireAdmin(Rights rights, Integration integration) {
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

  public static Refused none(String id) {
    return Refused.notFound("integration", id);
  }
}
