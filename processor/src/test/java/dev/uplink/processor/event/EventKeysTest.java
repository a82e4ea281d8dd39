package dev.uplink.processor.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.BitbucketProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events are known without being of use; those that are have tests of their own. */
class EventKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repo:fork",
        "repo:created",
        "repo:deleted",
        "repo:imported",
        "repo:commit_comment_created",
        "repo:commit_status_created",
        "repo:commit_status_updated",
        "issue:created",
        "issue:updated",
        "issue:comment_created",
        "project:updated",
        "pipeline:span_created"
      })
  void otherEventsOfCloudAreNotHandled(String eventKey) {
    assertThat(Bodies.cloud(eventKey, Bodies.file("cloud/push-update")))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("payments", "infra"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnostics:ping",
        "repo:forked",
        "repo:comment:added",
        "repo:comment:edited",
        "repo:comment:deleted",
        "repo:secret_detected",
        "mirror:repo_synchronized",
        "project:modified",
        "proj:modified"
      })
  void otherEventsOfDataCenterAreNotHandled(String eventKey) {
    assertThat(Bodies.dataCenter(eventKey, Bodies.file("datacenter/refs-changed-update")))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("PAY", "infra"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  @ParameterizedTest
  @EnumSource(BitbucketProduct.class)
  void aKeyThatIsNeitherProductsIsUnknown(BitbucketProduct product) {
    for (String eventKey : new String[] {"", "made:up", "PR:OPENED", "pr:reopened", "pr:"}) {
      assertThat(EventKeys.kindOf(product, eventKey)).isEqualTo(EventKind.Plain.UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pr:opened", "repo:modified", "repo:refs_changed", "diagnostics:ping"})
  void aKeyOfDataCenterIsUnknownToCloud(String eventKey) {
    assertThat(EventKeys.kindOf(BitbucketProduct.CLOUD, eventKey))
        .isEqualTo(EventKind.Plain.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pullrequest:created", "repo:updated", "repo:push", "repo:fork"})
  void aKeyOfCloudIsUnknownToDataCenter(String eventKey) {
    assertThat(EventKeys.kindOf(BitbucketProduct.DATA_CENTER, eventKey))
        .isEqualTo(EventKind.Plain.UNKNOWN);
  }
}
