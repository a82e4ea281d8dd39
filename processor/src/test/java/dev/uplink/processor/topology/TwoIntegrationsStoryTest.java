package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.pullRequest;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.forced;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One repository with a stack of each of two integrations: each webhook drives only its own. */
class TwoIntegrationsStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void aBranchThatBothHaveHeardOf() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build())
        .publish(Topics.STACKS, "dns", Samples.stack("dns").setIntegrationId("bb-2").build());
    both(push("d1", branch("dev", 'a', 'b')));
    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network STARTED PROPOSED", "dns STARTED PROPOSED");
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aPushStopsNoRunOfTheOthers() {
    RawWebhook push = push("d2", branch("dev", 'b', 'c'));

    story.deliver(push);
    assertThat(story.outcomes())
        .containsExactly("network STARTED PROPOSED", "network STOPPED SUPERSEDED");

    story.deliver(toldToOther(push));
    assertThat(story.outcomes()).containsExactly("dns STARTED PROPOSED", "dns STOPPED SUPERSEDED");
  }

  @Test
  void aDeletionStopsNoRunOfTheOthersAndIsHeardByBoth() {
    RawWebhook deletion = push("d2", branch("dev", 'b', null));

    story.deliver(deletion);
    assertThat(story.outcomes())
        .containsExactly("network IGNORED REF_DELETED", "network STOPPED SUPERSEDED");

    story.deliver(toldToOther(deletion));
    assertThat(story.outcomes())
        .containsExactly("dns IGNORED REF_DELETED", "dns STOPPED SUPERSEDED");
  }

  @Test
  void theEndOfAPullRequestStopsNoRunOfTheOthers() {
    both(pullRequest("d2", "pullrequest:created", 'b'));
    both(push("d3", branch("dev", 'b', null)));
    story.decisions();

    story.deliver(pullRequest("d4", "pullrequest:rejected", 'b'));

    assertThat(story.outcomes())
        .containsExactly("network IGNORED PULL_REQUEST_CLOSED", "network STOPPED SUPERSEDED");
  }

  /** What it deploys now is the later commit: the run of old is none of this push. */
  @Test
  void aRevertedBranchRunsAnewForBoth() {
    both(push("d2", branch("main", 'a', 'b')));
    both(push("d3", branch("main", 'b', 'c')));
    both(push("d4", branch("main", 'c', 'd')));
    story.decisions();

    both(push("d5", forced("main", 'd', 'b')));
    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network STARTED TRACKED", "dns STARTED TRACKED");

    both(push("d6", forced("main", 'd', 'b')));
    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network DEDUPLICATED SAME_RUN", "dns DEDUPLICATED SAME_RUN");
  }

  /** Its first integration's webhook may never come again. */
  @Test
  void aStackThatHasMovedIsStoppedByItsNewIntegration() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setIntegrationId("bb-2").setRevision(2).build());

    story.deliver(toldToOther(push("d2", branch("dev", 'b', 'c'))));

    assertThat(story.outcomes())
        .containsExactlyInAnyOrder(
            "network STARTED PROPOSED",
            "dns STARTED PROPOSED",
            "network STOPPED SUPERSEDED",
            "dns STOPPED SUPERSEDED");
  }

  private void both(RawWebhook webhook) {
    story.deliver(webhook).deliver(toldToOther(webhook));
  }

  private static RawWebhook toldToOther(RawWebhook webhook) {
    return RawWebhook.newBuilder(webhook)
        .setDeliveryId(webhook.getDeliveryId() + "-2")
        .setIntegrationId("bb-2")
        .build();
  }
}
