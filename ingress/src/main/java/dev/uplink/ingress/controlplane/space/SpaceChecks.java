package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of a Space before it is stored. To be called under the account's lock. */
final class SpaceChecks {
  private final SpaceRepository spaces;

  SpaceChecks(SpaceRepository spaces) {
    this.spaces = spaces;
  }

  /** Of a parent: null is none, which root has. */
  void requireKnown(Caller caller, Rights rights, @Nullable String parent) {
    if (parent != null
        && (!rights.has(Role.READER, parent)
            || spaces.find(caller.accountId(), parent).isEmpty())) {
      throw Refused.field(
          ProblemCode.SPACE_UNKNOWN, "parentSpaceId", "There is no Space " + parent + ".");
    }
  }

  /** Of a new shape: it is a tree still, and every target reaches its integration still. */
  void requireSound(Space before, Space after) {
    SpaceTree tree = new SpaceTree(spaces.nodes(before.accountId()));
    String parent = after.parentSpaceId();
    if (parent != null && !parent.equals(before.parentSpaceId())) {
      requireMovable(tree, before.id(), parent);
    }
    SpaceTree changed = tree.with(after.node());
    List<String> broken =
        spaces.uses(before.accountId()).stream()
            .filter(use -> !isReached(changed, use))
            .map(SpaceRepository.Use::pair)
            .toList();
    if (!broken.isEmpty()) {
      throw Refused.blocked(
          ProblemCode.REACHABILITY_LOST,
          "Stacks and modules would no longer reach their integration.",
          spaces.usersOf(before.accountId(), broken, Refused.MOST_TARGETS));
    }
  }

  private static void requireMovable(SpaceTree tree, String id, String parent) {
    if (id.equals(Space.ROOT)) {
      throw Refused.field(ProblemCode.SPACE_IS_ROOT, "parentSpaceId", "root stays at the top.");
    }
    if (tree.isAtOrAbove(id, parent)) {
      throw Refused.field(
          ProblemCode.SPACE_CYCLE, "parentSpaceId", parent + " is below " + id + ".");
    }
  }

  private static boolean isReached(SpaceTree tree, SpaceRepository.Use use) {
    return tree.reachabilityFrom(use.targetSpaceId()).reaches(use.integrationSpaceId(), false);
  }
}
