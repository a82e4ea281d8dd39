package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.topology.History.Move;
import dev.uplink.processor.topology.History.Step;
import dev.uplink.processor.topology.Telling.Anew;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However the same deliveries are heard, the same comes of them. The order of one repository is
 * Kafka's, and kept; a failed try prints its seed and the shortest disturbance that fails.
 */
class RedeliveryPropertiesTest {
  private static final int TRIES = 60;

  @Property(tries = TRIES)
  void deliveriesThatComeAgainOrTakeTurnsOrMeetARestartChangeNothing(
      @ForAll("histories") List<History> histories, @ForAll("choices") List<Integer> choices) {
    try (Telling plain = Telling.plainly(histories);
        Telling disturbed = Telling.disturbed(histories, choices, Anew.SAME_DELIVERY)) {
      assertThat(disturbed.decisions()).isEqualTo(plain.decisions());
      assertThat(disturbed.commands()).isEqualTo(plain.commands());
    }
  }

  /** Where a branch returns to a commit, hashes cannot tell "again" from "told again". */
  @Property(tries = TRIES)
  void pushesThatAreSentAnewStartNothingMoreAndNothingLessAndTakeNoBranchBack(
      @ForAll("histories without return") List<History> histories,
      @ForAll("choices") List<Integer> choices) {
    try (Telling plain = Telling.plainly(histories);
        Telling disturbed = Telling.disturbed(histories, choices, Anew.ANOTHER_DELIVERY)) {
      assertThat(disturbed.commands()).isEqualTo(plain.commands());
      assertThat(disturbed.decisionsOfTold()).isEqualTo(plain.decisions());
      for (History history : histories) {
        assertThat(disturbed.headOf(history)).isEqualTo(history.head("main"));
      }
    }
  }

  @Provide
  Arbitrary<List<History>> histories() {
    return histories(Arbitraries.of(Move.class));
  }

  @Provide("histories without return")
  Arbitrary<List<History>> historiesWithoutReturn() {
    return histories(Arbitraries.of(Move.COMMIT, Move.REWRITE, Move.REWRITE, Move.TAG));
  }

  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().between(0, 999).list().ofMaxSize(60);
  }

  private static Arbitrary<List<History>> histories(Arbitrary<Move> moves) {
    Arbitrary<Step> steps = Combinators.combine(moves, Arbitraries.of(true, false)).as(Step::new);
    return steps
        .list()
        .ofMinSize(2)
        .ofMaxSize(10)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            all ->
                IntStream.range(0, all.size()).mapToObj(i -> History.of(i, all.get(i))).toList());
  }
}
