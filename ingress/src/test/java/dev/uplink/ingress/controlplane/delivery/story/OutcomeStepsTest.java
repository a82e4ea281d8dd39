package dev.uplink.ingress.controlplane.delivery.story;

import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeStepsTest {
  private final SampleFacts push = new SampleFacts();

  @ParameterizedTest
  @EnumSource(IgnoredReason.class)
  void whateverTheReasonThatNothingWasDecidedItIsASentence(IgnoredReason reason) {
    assertThat(push.ignored(reason.name(), "so it is").told())
        .last()
        .asString()
        .startsWith("IGNORED There was nothing to decide")
        .endsWith(" (so it is).");
  }

  @ParameterizedTest
  @EnumSource(OutcomeReason.class)
  void whateverTheReasonForATargetItIsASentence(OutcomeReason reason) {
    assertThat(push.decided(outcome("REJECTED", reason.name(), null)).told())
        .last()
        .asString()
        .matches(
            "TARGET_REJECTED Stack network is refused a run of commit .* on branch main: .+\\.");
  }

  @Test
  void aWordOfANewerVersionIsNoFailure() {
    assertThat(push.decided(outcome("POSTPONED", "BY_MOONLIGHT", null)).told())
        .last()
        .isEqualTo(
            "TARGET_UNEXPLAINED Stack network: something was decided that this version does not"
                + " know.");
  }

  @Test
  void aRunThatNoSchedulerSpokeOfIsSaidToBeSilent() {
    assertThat(push.decided(outcome("STARTED", null, "g.1")).told())
        .last()
        .isEqualTo("RUN_SILENT No scheduler has reported on run g.1 of network.");
  }

  @Test
  void theRunThatExistsAlreadyIsNamed() {
    assertThat(push.decided(outcome("DEDUPLICATED", "SAME_RUN", "g.1")).told())
        .last()
        .isEqualTo(
            "TARGET_DEDUPLICATED Stack network starts nothing of commit 0123456789ab on branch"
                + " main: the same run exists already, run g.1.");
  }
}
