package dev.uplink.ingress.controlplane.delivery.story;

import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.AT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.COMMIT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.RunAction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The whole of a story: its order, its end, and what is left out of it. */
class StorytellerTest {
  private final SampleFacts push = new SampleFacts();

  @Test
  void whatIsNotDecidedSaysThatItWaits() {
    assertThat(push.told())
        .containsExactly(
            "RECEIVED repo:push came with 17 bytes, signed with the integration's current webhook"
                + " secret (made 2026-01-02T03:03:05Z).",
            "RESOLVED It is for integration acme (Acme) in Space root / platform.",
            "UNDECIDED No decision on it has been read: the processor has not come to it, or waits"
                + " for an answer of Bitbucket.");
  }

  @Test
  void aDeadLetterEndsTheStoryWithItsReason() {
    assertThat(push.givenUp(new DeadEnd(AT, "decide", "NOT_JSON", "line 1")).told())
        .endsWith("DEAD_LETTERED It was given up at decide: the body is not JSON (line 1).");
  }

  @Test
  void aStartedRunIsFollowedByItsUpdatesAndStatusesInTheOrderOfTime() {
    push.decided(outcome("STARTED", null, "g.1"))
        .runs(new RunWord("g.1", "FINISHED", AT.plusSeconds(9), null, 4))
        .statuses(
            new ShownStatus(
                COMMIT,
                "spacelift/tracked",
                new ShownStatus.Wanted(AT.plusSeconds(10), "SUCCESSFUL", "1 succeeded"),
                new ShownStatus.Told(
                    AT.plusSeconds(11), "SUCCESSFUL", DeliveryOutcome.DELIVERED, 201, 1, null)))
        .commands(
            new Command(
                AT.plusSeconds(5), RunAction.UPDATE, "d2", "g.1", "t1", "network", 7L, null));

    assertThat(push.told())
        .endsWith(
            "TARGET_STARTED Stack network starts: TRACKED run g.1 of commit 0123456789ab on branch"
                + " main; schedulers were told to START it.",
            "COMMANDED Schedulers were told that run g.1 of network is for pull request 7, because"
                + " of delivery d2.",
            "RUN_UPDATED Run g.1 of network is FINISHED, after 4 updates.",
            "STATUS_WANTED Commit 0123456789ab should show SUCCESSFUL, \"1 succeeded\".",
            "STATUS_SHOWN Bitbucket shows SUCCESSFUL under spacelift/tracked at commit 0123456789ab"
                + " (HTTP 201).");
  }

  @Test
  void whatTheCallerMayNotSeeIsCountedAndNotTold() {
    List<String> told =
        push.decided(outcome("STARTED", null, "g.1"))
            .statuses(
                wanted("spacelift/network", "network"),
                wanted("spacelift/tracked@acme", "1 failed"))
            .hidden("t1")
            .told();

    assertThat(told)
        .noneMatch(step -> step.contains("network"))
        .last()
        .isEqualTo("HIDDEN 3 steps about stacks and modules that you may not see are left out.");
    assertThat(told).anyMatch(step -> step.contains("1 failed"));
  }

  @Test
  void aLongStoryEndsAndSaysHowMuchIsMissing() {
    Outcome[] many =
        IntStream.range(0, 5_000)
            .mapToObj(n -> outcome("IGNORED", "TAG_PUSHED", null))
            .toArray(Outcome[]::new);

    List<Step> story = push.decided(many).story();

    assertThat(story).hasSize(Storyteller.MOST_STEPS + 1);
    assertThat(story.getLast().kind()).isEqualTo(StepKind.LEFT_OUT);
    assertThat(story.getLast().count()).isEqualTo(4_002);
  }

  private static ShownStatus wanted(String key, String description) {
    return new ShownStatus(COMMIT, key, new ShownStatus.Wanted(AT, "FAILED", description), null);
  }
}
