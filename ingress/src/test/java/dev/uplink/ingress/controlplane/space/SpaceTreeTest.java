package dev.uplink.ingress.controlplane.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceTreeTest {
  private final SpaceTree tree =
      new SpaceTree(
          List.of(
              ReachabilityTest.space("root", null, false),
              ReachabilityTest.space("parent", "root", true),
              ReachabilityTest.space("child", "parent", true)));

  @Test
  void aSpaceIsAtOrAboveItselfAndThoseBelow() {
    assertThat(tree.isAtOrAbove("parent", "child")).isTrue();
    assertThat(tree.isAtOrAbove("child", "child")).isTrue();
    assertThat(tree.isAtOrAbove("child", "parent")).isFalse();
  }

  @Test
  void aChangedSpaceChangesWhatIsReachedFromBelowIt() {
    SpaceTree changed = tree.with(ReachabilityTest.space("parent", "root", false));

    assertThat(tree.reachabilityFrom("child").reaches("root", false)).isTrue();
    assertThat(changed.reachabilityFrom("child").reaches("root", false)).isFalse();
    assertThat(changed.reachabilityFrom("child").reaches("parent", false)).isTrue();
  }
}
