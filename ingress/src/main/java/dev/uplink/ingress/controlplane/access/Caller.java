package dev.uplink.ingress.controlplane.access;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.List;

/**
 * Who is calling. Every query is bound to the account: what belongs to another one does not exist
 * for this caller.
 *
 * @param id of the caller's token: what one caller does is told from what another one does
 * @param actor a name for what is recorded about the call
 * @param roles the ones that were given, at most one for each Space
 */
public record Caller(String accountId, String id, String actor, List<RoleBinding> roles) {
  /** The request attribute under which the filter leaves it. */
  public static final String ATTRIBUTE = "uplink.caller";

  public Caller {
    roles = List.copyOf(roles);
  }

  /** Whether this one may do everything in the account. */
  public boolean isRootAdmin() {
    return roles.contains(RoleBinding.ROOT_ADMIN);
  }

  /** For what everybody may know of and only these may do. */
  public void requireRootAdmin() {
    if (!isRootAdmin()) {
      throw Refused.because(ProblemCode.ROLE_INSUFFICIENT, "Needs the role ADMIN in Space root.");
    }
  }
}
