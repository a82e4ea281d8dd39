package dev.uplink.ingress.controlplane.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tree is root / parent / child, and root / sibling. */
class ReachabilityTest {
  @Test
  void aDefaultIntegrationIsReachedFromEverywhere() {
    assertThat(from(chain("child", false)).reaches("root", true)).isTrue();
  }

  @Test
  void anIntegrationOfTheOwnSpaceIsReached() {
    assertThat(from(chain("child", false)).reaches("child", false)).isTrue();
  }

  @Test
  void theParentsIntegrationIsReachedIfTheChildInherits() {
    assertThat(from(chain("child", true)).reaches("parent", false)).isTrue();
    assertThat(from(chain("child", false)).reaches("parent", false)).isFalse();
  }

  @Test
  void rootsIntegrationIsReachedOnlyIfEverySpaceUpToItInherits() {
    assertThat(from(chain("child", true, "parent", true)).reaches("root", false)).isTrue();
    assertThat(from(chain("child", true, "parent", false)).reaches("root", false)).isFalse();
    assertThat(from(chain("child", false, "parent", true)).reaches("root", false)).isFalse();
  }

  @Test
  void nothingIsReachedDownwardsOrSideways() {
    assertThat(from(chain("parent", true)).reaches("child", false)).isFalse();
    assertThat(from(chain("child", true, "parent", true)).reaches("sibling", false)).isFalse();
  }

  private static Reachability from(List<SpaceNode> chain) {
    return Reachability.of(chain);
  }

  private static List<SpaceNode> chain(String child, boolean inherits) {
    return chain(child, inherits, child.equals("parent") ? "root" : "parent", false);
  }

  private static List<SpaceNode> chain(
      String child, boolean childInherits, String parent, boolean parentInherits) {
    List<SpaceNode> chain = new ArrayList<>();
    chain.add(space(child, parent, childInherits));
    chain.add(space(parent, parent.equals("root") ? null : "root", parentInherits));
    if (!parent.equals("root")) {
      chain.add(space("root", null, false));
    }
    return chain;
  }

  static SpaceNode space(String id, @Nullable String parent, boolean inherits) {
    return new SpaceNode(id, parent, inherits);
  }
}
