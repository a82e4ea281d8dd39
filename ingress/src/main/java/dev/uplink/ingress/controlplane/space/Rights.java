package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller may do in which Space. A role goes down to everything below its Space, whatever
 * inherits there. Up goes only reading: from the Space of the role to those whose integrations it
 * may use, and not down again from there.
 */
public final class Rights {
  private final boolean everything;
  private final Map<String, Role> strongest;

  private Rights(boolean everything, Map<String, Role> strongest) {
    this.everything = everything;
    this.strongest = Map.copyOf(strongest);
  }

  /** Of who may do everything, so that the tree does not matter. */
  static Rights ofRootAdmin() {
    return new Rights(true, Map.of());
  }

  static Rights of(Caller caller, SpaceTree tree) {
    Map<String, Role> strongest = new HashMap<>();
    for (RoleBinding binding : caller.roles()) {
      tree.below(binding.spaceId()).forEach(id -> add(strongest, id, binding.role()));
      tree.reachabilityFrom(binding.spaceId())
          .spaces()
          .forEach(id -> add(strongest, id, Role.READER));
    }
    return new Rights(false, strongest);
  }

  /** Also of a Space that does not exist, for who may do everything. */
  public boolean has(Role role, String spaceId) {
    Role strongestThere = strongest.get(spaceId);
    return everything || (strongestThere != null && strongestThere.includes(role));
  }

  /** Whether {@link #readable} need not be asked. */
  public boolean areForEverything() {
    return everything;
  }

  /** The Spaces of which the caller may know. */
  public List<String> readable() {
    return List.copyOf(strongest.keySet());
  }

  /** The Spaces in which the caller has the role, or one that includes it. */
  public List<String> spacesWith(Role role) {
    return strongest.entrySet().stream()
        .filter(held -> held.getValue().includes(role))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** For what is in a Space that the caller may know of. */
  public void require(Role role, String spaceId) {
    if (!has(role, spaceId)) {
      throw Refused.because(
          ProblemCode.ROLE_INSUFFICIENT, "Needs the role %s in Space %s.".formatted(role, spaceId));
    }
  }

  /** For what somebody named: it is unknown to whoever may not read in its Space. */
  public void require(Role role, String spaceId, Refused unknown) {
    if (!has(Role.READER, spaceId)) {
      throw unknown;
    }
    require(role, spaceId);
  }

  private static void add(Map<String, Role> roles, String spaceId, Role role) {
    roles.merge(spaceId, role, (one, other) -> one.includes(other) ? one : other);
  }
}
