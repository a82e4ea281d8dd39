package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.pushBy;
import static dev.uplink.processor.topology.Pushes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.topic.Topics;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Integrations that go, come anew, stand beside each other, or are out of reach. */
class DetachStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    story
        .publish(Topics.SPACES, "root", Samples.space("root", null, false))
        .publish(Topics.SPACES, "team", Samples.space("team", "root", false))
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aDetachedStackIsRejectedAndItsUsersAreTold() {
    deleteTheIntegration();

    story.deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.commands()).isEmpty();
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_DETACHED");
    Rejection rejection = story.rejections().getFirst();
    assertThat(rejection.getReason()).isEqualTo(RejectionReason.INTEGRATION_DETACHED);
    assertThat(rejection.getDeliveryId()).isEqualTo("d1");
    assertThat(rejection.getTargetId()).isEqualTo("network");
    assertThat(rejection.getTargetKind()).isEqualTo(TargetKind.STACK);
    assertThat(rejection.getDetail()).contains("detached");
    assertThat(
            story.count(
                "uplink.processor.rejections", "reason", RejectionReason.INTEGRATION_DETACHED))
        .isEqualTo(1);
    assertThat(story.count("uplink.processor.rejections")).isEqualTo(1);
  }

  @Test
  void anIntegrationMadeAnewUnderTheSameNameLeavesTheStackDetached() {
    deleteTheIntegration();
    story.publish(
        Topics.INTEGRATIONS,
        "bb-2",
        Samples.integration("bb-2").setSlug("bb").setIsDefault(true).build());

    story.deliver(pushBy("bb-2", "d1", branch("main", 'a', 'b')));
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_DETACHED");

    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setIntegrationId("bb-2").setRevision(3).build());
    story.deliver(pushBy("bb-2", "d2", branch("main", 'b', 'c')));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void aPushSentAgainAfterReattachingStartsTheRunItWasRefused() {
    deleteTheIntegration();
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();
    story
        .publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build())
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setIntegrationId("bb-2").setRevision(3).build());

    story.deliver(pushBy("bb-2", "d2", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void aDetachedStackIsNotRejectedForATagOrADeletion() {
    deleteTheIntegration();

    story.deliver(push("d1", tag("v1", 'b'), branch("old", 'a', null)));

    assertThat(story.rejections()).isEmpty();
    assertThat(story.outcomes())
        .containsExactly("network IGNORED TAG_PUSHED", "network IGNORED REF_DELETED");
  }

  @Test
  void severalRefusedBranchesAreOneRejection() {
    deleteTheIntegration();

    story.deliver(push("d1", branch("main", 'a', 'b'), branch("dev", null, 'c')));

    assertThat(story.outcomes()).hasSize(2);
    assertThat(story.rejections()).hasSize(1);
  }

  @Test
  void anIntegrationThatIsNotKnownCountsAsDeleted() {
    story.publish(Topics.INTEGRATIONS, "bb", null);

    story.deliver(push("d1", branch("main", 'a', 'b')));

    Decision decision = story.decision();
    assertThat(Story.texts(decision)).containsExactly("network REJECTED INTEGRATION_DETACHED");
    assertThat(decision.getIntegrationId()).isEqualTo("bb");
    assertThat(decision.getSpaceId()).isNull();
    assertThat(decision.getVcsChecks()).isEqualTo(VcsChecks.UNKNOWN);
  }

  @Test
  void twoIntegrationsOnOneRepositoryDriveEachTheirOwnStacks() {
    story
        .publish(Topics.INTEGRATIONS, "other", Samples.integration("other").build())
        .publish(Topics.STACKS, "dns", Samples.stack("dns").setIntegrationId("other").build());

    story
        .deliver(pushBy("bb", "d1", branch("main", 'a', 'b')))
        .deliver(pushBy("other", "d2", branch("main", 'a', 'b')));

    assertThat(story.decisions())
        .extracting(Decision::getIntegrationId, Story::texts)
        .containsExactly(
            Tuple.tuple("bb", java.util.List.of("network STARTED TRACKED")),
            Tuple.tuple("other", java.util.List.of("dns STARTED TRACKED")));
  }

  @Test
  void aStackThatNamesNoIntegrationFollowsTheDefaultOne() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setIntegrationId(null).setRevision(2).build());
    story.deliver(push("d1", branch("main", '1', '2')));
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_DETACHED");

    story.publish(
        Topics.INTEGRATIONS, "default", Samples.integration("default").setIsDefault(true).build());
    story.deliver(pushBy("default", "d2", branch("main", '2', '3')));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");

    story.publish(Topics.INTEGRATIONS, "default", null);
    story.deliver(push("d3", branch("main", '3', '4')));
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_DETACHED");
  }

  @Test
  void aSpaceThatInheritsNothingPutsTheIntegrationOutOfReach() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setSpaceId("team").setRevision(2).build());
    story.deliver(push("d1", branch("main", '1', '2')));
    assertThat(story.outcomes()).containsExactly("network REJECTED INTEGRATION_UNREACHABLE");

    story.publish(Topics.SPACES, "team", Samples.space("team", "root", true));
    story.deliver(push("d2", branch("main", '2', '3')));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void aDisabledStackIsRejected() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setIsDisabled(true).setRevision(2).build());

    story.deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.outcomes()).containsExactly("network REJECTED TARGET_DISABLED");
  }

  private void deleteTheIntegration() {
    story
        .publish(Topics.INTEGRATIONS, "bb", null)
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network")
                .setIntegrationId(null)
                .setVcsDetached(true)
                .setDetachedFromIntegrationId("bb")
                .setRevision(2)
                .build());
  }
}
