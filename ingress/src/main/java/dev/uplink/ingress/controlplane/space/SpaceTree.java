package dev.uplink.ingress.controlplane.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All Spaces of an account as a tree, for the questions that its shape answers. */
public final class SpaceTree {
  private final Map<String, SpaceNode> byId;
  private final Map<String, List<String>> children = new HashMap<>();

  public SpaceTree(List<SpaceNode> all) {
    this.byId = all.stream().collect(Collectors.toMap(SpaceNode::id, Function.identity()));
    for (SpaceNode space : all) {
      if (space.parentSpaceId() != null) {
        children.computeIfAbsent(space.parentSpaceId(), id -> new ArrayList<>()).add(space.id());
      }
    }
  }

  /** The tree as it would be with this Space in the place of the one with its id. */
  SpaceTree with(SpaceNode changed) {
    List<SpaceNode> all = new ArrayList<>(byId.values());
    all.removeIf(space -> space.id().equals(changed.id()));
    all.add(changed);
    return new SpaceTree(all);
  }

  /** Whether {@code above} is {@code id} itself or somewhere above it. */
  boolean isAtOrAbove(String above, String id) {
    return chain(id).stream().anyMatch(space -> space.id().equals(above));
  }

  /** The Space and all below it; nothing if there is no such Space. */
  List<String> below(String id) {
    List<String> found = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    if (byId.containsKey(id)) {
      open.add(id);
    }
    while (!open.isEmpty()) {
      String next = open.remove();
      found.add(next);
      open.addAll(children.getOrDefault(next, List.of()));
    }
    return found;
  }

  /** Of all Spaces, in no order. */
  public Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }

  public Reachability reachabilityFrom(String id) {
    return Reachability.of(chain(id));
  }

  private List<SpaceNode> chain(String id) {
    List<SpaceNode> chain = new ArrayList<>();
    @Nullable SpaceNode space = byId.get(id);
    while (space != null) {
      chain.add(space);
      String parent = space.parentSpaceId();
      space = parent == null ? null : byId.get(parent);
    }
    return chain;
  }
}
