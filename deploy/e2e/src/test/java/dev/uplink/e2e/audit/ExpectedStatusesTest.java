package dev.uplink.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a commit's statuses should be, without the notifier's code. */
class ExpectedStatusesTest {
  private static final String PLACE =
      "integration-1/" + Story.REPOSITORY + "/" + Story.COMMIT + "/";

  @Test
  void aGroupIsRedBeforeItIsUnfinishedBeforeItIsStopped() {
    Trail trail =
        new Trail()
            .decision(
                all(
                    "d1",
                    target("stack-1", "network", 1),
                    target("stack-2", "database", 2),
                    target("stack-3", "cluster", 3),
                    target("stack-4", "dns", 4)))
            .update(1, "FINISHED", 1)
            .update(2, "CANCELED", 1);

    assertThat(names(trail))
        .containsEntry(
            PLACE + "spacelift/tracked", "INPROGRESS: 2 in progress, 1 stopped, 1 succeeded");
    trail.update(3, "DISCARDED", 1);
    assertThat(names(trail))
        .containsEntry(
            PLACE + "spacelift/tracked", "FAILED: 1 failed, 1 in progress, 1 stopped, 1 succeeded");
    assertThat(names(trail)).containsEntry(PLACE + "spacelift/proposed", "SUCCESSFUL: 0 runs");
  }

  @Test
  void theLatestRunOfATargetCounts() {
    Trail trail =
        new Trail()
            .decision(all("d1", target("stack-1", "network", 1)))
            .decision(all("d2", target("stack-1", "network", 2)))
            .update(1, "FAILED", 9)
            .update(2, "FINISHED", 1);

    assertThat(names(trail)).containsEntry(PLACE + "spacelift/tracked", "SUCCESSFUL: 1 succeeded");
    assertThat(names(trail)).containsEntry(PLACE + "spacelift/network", "SUCCESSFUL");
  }

  @Test
  void groupsAreEmptyAndGreenWhereNothingNeedsToRun() {
    DecisionOutcome push =
        Story.outcome(OutcomeType.IGNORED).setReason(OutcomeReason.NO_FILES_AFFECTED).build();
    DecisionOutcome idle = DecisionOutcome.newBuilder(push).setPullRequestId(7L).build();
    DecisionOutcome refused =
        Story.outcome(OutcomeType.REJECTED).setReason(OutcomeReason.FORK_NOT_ALLOWED).build();

    assertThat(names(new Trail().decision(all("d1", idle))))
        .containsOnlyKeys(
            PLACE + "spacelift/tracked", PLACE + "spacelift/proposed", PLACE + "spacelift/modules")
        .containsValue("SUCCESSFUL: 0 runs");
    assertThat(names(new Trail().decision(all("d1", idle, refused)))).isEmpty();
    assertThat(names(new Trail().decision(all("d1", push)))).isEmpty();
    assertThat(names(new Trail().decision(Story.decision("d1", idle)))).isEmpty();
  }

  @Test
  void plainKeysAreNotTakenForNothingWhereAnotherHasThem() {
    String elsewhere = "2e".repeat(20);
    DecisionOutcome idle =
        Story.outcome(OutcomeType.REJECTED)
            .setReason(OutcomeReason.TARGET_DISABLED)
            .setCommitSha(elsewhere)
            .build();
    Decision other =
        Decision.newBuilder(all("d2", idle))
            .setIntegrationId("integration-2")
            .setIntegrationSlug("other")
            .build();
    Trail trail = new Trail().decision(all("d1", target("stack-1", "network", 1)));

    assertThat(names(trail.decision(other)))
        .containsKey(
            "integration-2/" + Story.REPOSITORY + "/" + elsewhere + "/spacelift/tracked@other");
    assertThat(names(trail.decision(all("d3", idle))))
        .containsKey("integration-1/" + Story.REPOSITORY + "/" + elsewhere + "/spacelift/tracked");
  }

  @Test
  void aRunThatIsSilentForTooLongIsStopped() {
    Trail trail =
        new Trail()
            .decision(all("d1", target("stack-1", "network", 1), target("stack-2", "dns", 2)))
            .update(1, "PLANNING", 2)
            .update(2, "FINISHED", 1)
            .update(1, "QUEUED", 1);
    Duration allowed = AllowedSilence.DEFAULT.tracked();
    String group = PLACE + "spacelift/tracked";

    trail.evidence().readAt(Story.BEGIN.plus(allowed));
    assertThat(names(trail)).containsEntry(group, "INPROGRESS: 1 in progress, 1 succeeded");
    trail.evidence().readAt(Story.BEGIN.plusSeconds(2).plus(allowed));
    assertThat(ExpectedStatuses.of(trail.evidence()).get(group))
        .satisfies(
            status -> {
              assertThat(status.expected().nameOrEmpty()).isEqualTo(": 1 in progress, 1 succeeded");
              assertThat(status.orElse().nameOrEmpty()).isEqualTo(": 1 stopped, 1 succeeded");
            });
    trail.evidence().readAt(Story.BEGIN.plusSeconds(2).plus(allowed).plus(Duration.ofMinutes(15)));
    assertThat(names(trail)).containsEntry(group, "STOPPED: 1 stopped, 1 succeeded");
    assertThat(names(trail)).containsEntry(PLACE + "spacelift/dns", "SUCCESSFUL");
  }

  @Test
  void whoeverWaitsForPeopleMayWaitLonger() {
    AllowedSilence allowed =
        new AllowedSilence(
            Duration.ofHours(3),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(2));

    assertThat(allowed.of(RunType.PROPOSED, "PLANNING")).isEqualTo(Duration.ofHours(1));
    assertThat(allowed.of(RunType.PROPOSED, "UNCONFIRMED")).isEqualTo(Duration.ofHours(2));
    assertThat(allowed.of(RunType.TRACKED, "PENDING_REVIEW")).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void theIntegrationThatComesSecondHasItsSlugInTheKeys() {
    Decision other =
        Decision.newBuilder(all("d2", target("stack-2", "network", 2)))
            .setIntegrationId("integration-2")
            .setIntegrationSlug("other")
            .build();
    Trail trail = new Trail().decision(all("d1", target("stack-1", "network", 1))).decision(other);

    assertThat(names(trail))
        .containsKey(PLACE + "spacelift/tracked")
        .containsKey(PLACE.replace("integration-1", "integration-2") + "spacelift/tracked@other");
  }

  @Test
  void aModuleWithAStacksSlugIsToldApart() {
    DecisionOutcome module =
        DecisionOutcome.newBuilder(target("module-1", "network", 2))
            .setTargetKind(TargetKind.MODULE)
            .setRunType(RunType.MODULE_TRACKED)
            .build();
    Trail trail = new Trail().decision(all("d1", module, target("stack-1", "network", 1)));

    assertThat(names(trail))
        .containsKeys(PLACE + "spacelift/network", PLACE + "spacelift/module/network");
  }

  @Test
  void aKeyThatIsTooLongEndsInAHash() {
    String slug = "a-stack-with-quite-a-long-name-of-its-own";
    Trail trail = new Trail().decision(all("d1", target("stack-1", slug, 1)));

    assertThat(names(trail).keySet())
        .filteredOn(key -> key.contains("a-stack"))
        .singleElement()
        .asString()
        .matches(java.util.regex.Pattern.quote(PLACE) + "spacelift/a-stack-with-quit~[0-9a-f]{12}");
  }

  private static Map<String, String> names(Trail trail) {
    return ExpectedStatuses.of(trail.evidence()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> state(entry.getValue()) + entry.getValue().expected().nameOrEmpty()));
  }

  private static CommitStatusState state(ExpectedStatuses.Of status) {
    return status.expected().state();
  }

  private static Decision all(String delivery, DecisionOutcome... outcomes) {
    return Decision.newBuilder(Story.decision(delivery, outcomes))
        .setVcsChecks(VcsChecks.ALL)
        .build();
  }

  private static DecisionOutcome target(String id, String slug, int run) {
    return Story.outcome(OutcomeType.STARTED)
        .setTargetId(id)
        .setTargetSlug(slug)
        .setRunId(Story.run(run))
        .build();
  }
}
