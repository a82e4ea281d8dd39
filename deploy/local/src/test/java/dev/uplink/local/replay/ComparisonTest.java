package dev.uplink.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Outcome STARTED = outcome("s1", OutcomeType.STARTED, null, "hit by a.tf");

  @Test
  void theSameOutcomeInOtherWordsIsTheSame() {
    Outcome reworded = outcome("s1", OutcomeType.STARTED, null, "a.tf was hit");

    Comparison comparison = Comparison.of(decided(STARTED), decided(reworded));

    assertThat(comparison.differs()).isFalse();
    assertThat(comparison.changes()).containsExactly(new Change.Same(reworded));
  }

  @Test
  void anotherOutcomeOfTheSameTargetAndRefIsOtherwise() {
    Outcome ignored = outcome("s1", OutcomeType.IGNORED, OutcomeReason.NO_FILES_AFFECTED, "");

    Comparison comparison = Comparison.of(decided(STARTED), decided(ignored));

    assertThat(comparison.whole()).isFalse();
    assertThat(comparison.changes()).containsExactly(new Change.Otherwise(STARTED, ignored));
    assertThat(comparison.changes().getFirst().mayBeForgetfulness()).isFalse();
  }

  @Test
  void theCommitCountsWhereThereIsARun() {
    Outcome ignored = outcome("s1", OutcomeType.IGNORED, OutcomeReason.PULL_REQUEST_CLOSED, "");

    assertThat(Comparison.of(decided(STARTED), decided(without(STARTED))).differs()).isTrue();
    assertThat(Comparison.of(decided(ignored), decided(without(ignored))).differs()).isFalse();
  }

  @Test
  void targetsThatCameAndWentAreOnlyNowAndOnlyThen() {
    Outcome other = outcome("s2", OutcomeType.STARTED, null, "");

    assertThat(Comparison.of(decided(STARTED), decided(other)).changes())
        .containsExactly(new Change.OnlyNow(other), new Change.OnlyThen(STARTED));
  }

  @Test
  void whatRestedOnMemoryMayBeForgotten() {
    Outcome same = outcome("s1", OutcomeType.DEDUPLICATED, OutcomeReason.SAME_RUN, "");
    Outcome older = outcome("s1", OutcomeType.IGNORED, OutcomeReason.OLDER_PUSH, "");
    Outcome stopped = outcome("s1", OutcomeType.STOPPED, OutcomeReason.SUPERSEDED, "");

    Outcome closed = outcome("s1", OutcomeType.IGNORED, OutcomeReason.PULL_REQUEST_CLOSED, "");
    Outcome unknown = outcome("s1", OutcomeType.REJECTED, OutcomeReason.COMMIT_UNKNOWN, "");

    assertThat(List.of(same, older, closed))
        .allMatch(then -> new Change.Otherwise(then, STARTED).mayBeForgetfulness());
    assertThat(new Change.Otherwise(STARTED, unknown).mayBeForgetfulness()).isTrue();
    assertThat(new Change.OnlyThen(stopped).mayBeForgetfulness()).isTrue();
  }

  @Test
  void anotherReasonWhyThereIsNothingToDecideDiffers() {
    assertThat(Comparison.of(ignored(IgnoredReason.NO_TARGETS), decided(STARTED)).whole()).isTrue();
    assertThat(
            Comparison.of(ignored(IgnoredReason.NO_TARGETS), ignored(IgnoredReason.NO_CHANGES))
                .whole())
        .isTrue();
    assertThat(
            Comparison.of(ignored(IgnoredReason.NO_TARGETS), ignored(IgnoredReason.NO_TARGETS))
                .differs())
        .isFalse();
  }

  @Test
  void deadLettersOfOneReasonAreTheSameWhateverTheySay() {
    Fate then = new Fate.GivenUp(DeadLetterReason.NOT_JSON, "at 1:1");

    assertThat(Comparison.of(then, new Fate.GivenUp(DeadLetterReason.NOT_JSON, "")).differs())
        .isFalse();
    assertThat(Comparison.of(then, new Fate.GivenUp(DeadLetterReason.NOT_AVRO, "")).differs())
        .isTrue();
    assertThat(Comparison.of(then, decided(STARTED)).whole()).isTrue();
  }

  @Test
  void whatIsNotKnownOfThenDiffers() {
    assertThat(Comparison.of(new Fate.NotKnown(), decided()).differs()).isTrue();
  }

  private static Outcome without(Outcome outcome) {
    return new Outcome(
        outcome.place(),
        outcome.slug(),
        outcome.type(),
        outcome.reason(),
        outcome.runType(),
        Optional.empty(),
        outcome.detail());
  }

  private static Fate decided(Outcome... outcomes) {
    return new Fate.Decided(Optional.empty(), Optional.empty(), List.of(outcomes));
  }

  private static Fate ignored(IgnoredReason reason) {
    return new Fate.Decided(Optional.of(reason), Optional.empty(), List.of());
  }

  private static Outcome outcome(
      String target, OutcomeType type, @Nullable OutcomeReason reason, String detail) {
    return new Outcome(
        new Place(
            TargetKind.STACK,
            target,
            Optional.of(RefType.BRANCH),
            Optional.of("main"),
            Optional.empty(),
            Optional.empty(),
            0),
        target,
        type,
        Optional.ofNullable(reason),
        type == OutcomeType.STARTED ? Optional.of(RunType.TRACKED) : Optional.empty(),
        Optional.of(Samples.sha('b')),
        Optional.of(detail));
  }
}
