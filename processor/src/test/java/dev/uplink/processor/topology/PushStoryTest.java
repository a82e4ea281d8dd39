package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.forced;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static dev.uplink.processor.topology.Pushes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.topic.Topics;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes to a repository with attached targets. */
class PushStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    story
        .publish(Topics.SPACES, "root", Samples.space("root", null, false))
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aPushToTheTrackedBranchStartsATrackedRun() {
    story.deliver(push("d1", branch("main", 'a', 'b')));

    RunCommand command = story.commands().getFirst();
    assertThat(command.getAction()).isEqualTo(RunAction.START);
    assertThat(command.getRunType()).isEqualTo(RunType.TRACKED);
    assertThat(command.getTargetId()).isEqualTo("network");
    assertThat(command.getBranch()).isEqualTo("main");
    assertThat(command.getCommitSha()).isEqualTo(sha('b'));
    assertThat(command.getDeliveryId()).isEqualTo("d1");
    assertThat(command.getIssuedAt()).isEqualTo(Story.START);
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void aDecisionTellsWhatItIsAboutInBitbucketsWords() {
    story.deliver(push("d1", branch("main", 'a', 'b')));

    Decision decision = story.decision();
    assertThat(decision.getDeliveryId()).isEqualTo("d1");
    assertThat(decision.getIntegrationSlug()).isEqualTo("bb");
    assertThat(decision.getSpaceId()).isEqualTo("root");
    assertThat(decision.getVcsChecks()).isEqualTo(VcsChecks.AGGREGATED);
    assertThat(decision.getNamespace() + "/" + decision.getRepository())
        .isEqualTo("payments/infra");
    assertThat(decision.getEventKey()).isEqualTo("repo:push");
    assertThat(decision.getCommitSha()).isEqualTo(sha('b'));
    assertThat(decision.getBranch()).isEqualTo("main");
    assertThat(decision.getIgnoredReason()).isNull();
    assertThat(decision.getDecidedAt()).isEqualTo(Story.START);
  }

  @Test
  void twoStacksAndAModuleGetARunEach() {
    story.publish(Topics.STACKS, "dns", Samples.stack("dns").setBranch("dev").build());
    story.publish(Topics.MODULES, "vpc", Samples.module("vpc"));

    story.deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.outcomes())
        .containsExactly(
            "dns STARTED PROPOSED", "network STARTED TRACKED", "vpc STARTED MODULE_TRACKED");
    assertThat(story.commands())
        .extracting(RunCommand::getTargetId, RunCommand::getProjectRoot)
        .containsExactly(
            Tuple.tuple("dns", ""), Tuple.tuple("network", ""), Tuple.tuple("vpc", ""));
  }

  @Test
  void everyRefOfAPushHasItsOutcome() {
    story.deliver(
        push(
            "d1",
            branch("main", 'a', 'b'),
            branch("dev", null, 'c'),
            tag("main", 'b'),
            branch("old", 'd', null)));

    Decision decision = story.decision();
    assertThat(Story.texts(decision))
        .containsExactly(
            "network STARTED TRACKED",
            "network STARTED PROPOSED",
            "network IGNORED TAG_PUSHED",
            "network IGNORED REF_DELETED");
    assertThat(decision.getCommitSha()).isNull();
    assertThat(decision.getBranch()).isNull();
  }

  @Test
  void aPushThatArrivesAfterALaterOneIsOlder() {
    story
        .deliver(push("d1", branch("main", '1', '2')))
        .deliver(push("d2", branch("main", '2', '3')));
    story.decisions();

    story
        .deliver(push("d3", branch("main", '1', '2')))
        .deliver(push("d4", branch("main", '0', '1')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network IGNORED OLDER_PUSH", "network IGNORED OLDER_PUSH");
  }

  @Test
  void aForcedPushBackToAnEarlierCommitRunsItAnew() {
    story.publish(Topics.STACKS, "network", Samples.stack("network").setRevision(2).build());
    story
        .deliver(push("d1", branch("main", '1', '2')))
        .deliver(push("d2", branch("main", '2', '3')));
    story.decisions();

    story
        .deliver(push("d3", forced("main", '9', '2')))
        .deliver(push("d4", forced("main", '2', '1')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network STARTED TRACKED", "network STARTED TRACKED");
  }

  @Test
  void aPushAfterAMissedOneStartsARunAndTheGapIsCounted() {
    story
        .deliver(push("d1", branch("main", '1', '2')))
        .deliver(push("d2", branch("main", '3', '4')));

    assertThat(story.commands())
        .extracting(RunCommand::getCommitSha)
        .containsExactly(sha('2'), sha('4'));
    assertThat(story.count("uplink.processor.push.gaps")).isEqualTo(1);
  }

  @Test
  void aDeletedBranchMadeAnewStartsAfresh() {
    story
        .deliver(push("d1", branch("dev", null, '1')))
        .deliver(push("d2", branch("dev", '1', '2')));
    story.deliver(push("d3", branch("dev", '2', null)));
    story.decisions();

    story
        .deliver(push("d4", branch("dev", null, '3')))
        .deliver(push("d5", branch("dev", '3', '4')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "network STARTED PROPOSED", "network STARTED PROPOSED", "network STOPPED SUPERSEDED");
    assertThat(story.count("uplink.processor.push.gaps")).isZero();
  }

  @Test
  void aRepositoryWithoutTargetsIsIgnoredWithThatReason() {
    story.publish(Topics.STACKS, "network", null).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.decision().getIgnoredReason()).isEqualTo(IgnoredReason.NO_TARGETS);
  }

  @Test
  void whatIsNoPushIsIgnoredWithItsReason() {
    story
        .deliver(push("d1"))
        .deliver(Samples.webhook("d2", "repo:fork", "{\"repository\":{}}"))
        .deliver(Samples.webhook("d3", "made:up", "{}"))
        .deliver(Samples.webhook("d4", "", "{}"))
        .deliver(Samples.webhook("d5", "repo:push", "{\"push\":{\"changes\":[]}}"));

    assertThat(story.decisions())
        .extracting(Decision::getEventKey, Decision::getIgnoredReason)
        .containsExactly(
            Tuple.tuple("repo:push", IgnoredReason.NO_CHANGES),
            Tuple.tuple("repo:fork", IgnoredReason.EVENT_NOT_HANDLED),
            Tuple.tuple("made:up", IgnoredReason.EVENT_UNKNOWN),
            Tuple.tuple("", IgnoredReason.EVENT_UNKNOWN),
            Tuple.tuple("repo:push", IgnoredReason.REPOSITORY_UNKNOWN));
  }
}
