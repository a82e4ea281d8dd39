package dev.uplink.ingress.controlplane.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All Spaces of an account as a tree, for the questions that a change of its shape raises. */
final class SpaceTree {
  private final Map<String, Space> byId;

  SpaceTree(List<Space> all) {
    this.byId = all.stream().collect(Collectors.toMap(Space::id, Function.identity()));
  }

  /** The tree as it would be with this Space in the place of the one with its id. */
  SpaceTree with(Space changed) {
    List<Space> all = new ArrayList<>(byId.values());
    all.removeIf(space -> space.id().equals(changed.id()));
    all.add(changed);
    return new SpaceTree(all);
  }

  /** Whether {@code above} is {@code id} itself or somewhere above it. */
  boolean isAtOrAbove(String above, String id) {
    return chain(id).stream().anyMatch(space -> space.id().equals(above));
  }

  Reachability reachabilityFrom(String id) {
    return Reachability.of(chain(id));
  }

  private List<Space> chain(String id) {
    List<Space> chain = new ArrayList<>();
    @Nullable Space space = byId.get(id);
    while (space != null) {
      chain.add(space);
      String parent = space.parentSpaceId();
      space = parent == null ? null : byId.get(parent);
    }
    return chain;
  }
}
