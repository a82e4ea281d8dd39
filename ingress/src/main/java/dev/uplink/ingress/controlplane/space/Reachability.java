package dev.uplink.ingress.controlplane.space;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * From which Spaces one Space may use integrations: its own, its parent's if it inherits, its
 * grandparent's if the parent inherits too, and so on. Never from below, never from a sibling.
 */
public final class Reachability {
  private final Set<String> spaces;

  private Reachability(Set<String> spaces) {
    this.spaces = Set.copyOf(spaces);
  }

  /** The chain begins with the Space itself and goes up, as far as {@code root}. */
  public static Reachability of(List<SpaceNode> chain) {
    Set<String> reached = new LinkedHashSet<>();
    for (SpaceNode space : chain) {
      reached.add(space.id());
      if (!space.inheritEntities()) {
        break;
      }
    }
    return new Reachability(reached);
  }

  /** A default integration is reached from everywhere; any other one, even in root, by chain. */
  public boolean reaches(String integrationSpaceId, boolean isDefault) {
    return isDefault || spaces.contains(integrationSpaceId);
  }

  public List<String> spaces() {
    return List.copyOf(spaces);
  }
}
