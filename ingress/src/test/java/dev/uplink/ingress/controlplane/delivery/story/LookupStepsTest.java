package dev.uplink.ingress.controlplane.delivery.story;

import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.AT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.COMMIT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupStepsTest {
  @Test
  void whatWaitsForBitbucketNamesTheQuestion() {
    Lookup unanswered =
        new Lookup(
            "l1",
            LookupKind.FULL_HASH,
            new Lookup.Question(AT, "a", "b", null, "0123456789ab", null, null),
            null);

    assertThat(new SampleFacts().lookups(unanswered).told())
        .endsWith(
            "LOOKED_UP Bitbucket was asked for the full hash of 0123456789ab, and no answer has"
                + " been read.",
            "UNDECIDED It is not decided: it waits for that, or for its turn behind an event that"
                + " does.");
  }

  @Test
  void aDecisionIsNoEarlierThanTheAnswersItRestsOn() {
    List<Step> story =
        new SampleFacts()
            .lookups(
                answered("l1", LookupOutcome.ANSWERED, 4, false),
                answered("l2", LookupOutcome.TIMED_OUT, 0, false),
                answered("l3", LookupOutcome.ANSWERED, 10_000, true))
            .decidedBy(
                List.of("l1", "l2", "l3", "l4"), outcome("IGNORED", "NO_FILES_AFFECTED", null))
            .story();

    assertThat(story.stream().filter(step -> step.kind() == StepKind.LOOKED_UP).map(Step::text))
        .containsExactlyInAnyOrder(
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: 4 files, a,"
                + " b, c, ….",
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: it did not"
                + " answer in time, so every file counts as changed.",
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: more than"
                + " are looked at, so every file counts as changed.",
            "Bitbucket was asked something of which nothing has been read.");
    assertThat(story.getLast().at()).isEqualTo(AT.plusSeconds(2));
    assertThat(story).isSortedAccordingTo(Comparator.comparing(Step::at));
  }

  private static Lookup answered(String id, LookupOutcome outcome, int paths, boolean truncated) {
    return new Lookup(
        id,
        LookupKind.PUSH_FILES,
        new Lookup.Question(AT, "a", "b", "a".repeat(40), COMMIT, null, null),
        new Lookup.Answer(
            AT.plusSeconds(2),
            outcome,
            paths,
            paths == 0 ? List.of() : List.of("a", "b", "c", "d"),
            truncated,
            null,
            List.of(),
            null));
  }
}
