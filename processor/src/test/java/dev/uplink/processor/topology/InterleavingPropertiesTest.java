package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.topology.Interleaving.Act;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Bitbucket does not say in which order a push and its pull request's events come. Whatever the
 * order, each commit that a push brought has its runs, and in the end the same runs go on. What the
 * late-push rule drops are events only: each commit of theirs came with a push too.
 */
class InterleavingPropertiesTest {
  @Property(tries = 40)
  void pushesAndTheirPullRequestsStartTheSameRunsInAnyOrder(
      @ForAll("acts") List<Act> acts, @ForAll("choices") List<Integer> choices) {
    Interleaving told = Interleaving.of(acts);

    assertThat(Interleaving.tell(told.mixed(choices))).isEqualTo(Interleaving.tell(told.plainly()));
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.of(Act.class).list().ofMaxSize(7);
  }

  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().between(0, 299).list().ofMaxSize(25);
  }
}
