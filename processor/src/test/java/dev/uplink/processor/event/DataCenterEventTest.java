package dev.uplink.processor.event;

import static dev.uplink.processor.event.Bodies.dataCenter;
import static dev.uplink.processor.event.Bodies.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.Push;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterEventTest {
  private static final RepositoryName INFRA = new RepositoryName("PAY", "infra");

  @Test
  void anUpdatedBranchIsAChange() {
    Push push = push("datacenter/refs-changed-update");

    assertThat(push.repository()).isEqualTo(INFRA);
    assertThat(push.changes())
        .containsExactly(new RefChange(RefType.BRANCH, "main", sha('1'), sha('2'), false, false));
  }

  @Test
  void everyRefOfAPushIsAChangeInItsOrder() {
    assertThat(push("datacenter/refs-changed-several").changes())
        .containsExactly(
            new RefChange(RefType.BRANCH, "feature/new", null, sha('3'), false, false),
            new RefChange(RefType.BRANCH, "feature/old", sha('4'), null, true, false),
            new RefChange(RefType.TAG, "v1", null, null, false, false));
  }

  @Test
  void anAnnotatedTagPointsToItsCommitNotToTheTagObject() {
    assertThat(push("datacenter/refs-changed-annotated-tag").changes())
        .containsExactly(new RefChange(RefType.TAG, "v1", null, sha('5'), false, false));
  }

  /** By what it came from a movement is told from another one to the same commit. */
  @Test
  void aTagThatMovedSaysWhereItWas() {
    Body moved =
        Body.of("datacenter/refs-changed-annotated-tag")
            .with("/changes/0/fromHash", "\"%s\"".formatted(sha('7')));

    assertThat(((Push) dataCenter("repo:refs_changed", moved.toString())).changes())
        .containsExactly(new RefChange(RefType.TAG, "v1", sha('7'), sha('5'), false, false));
  }

  @Test
  void aRefThatIsNeitherBranchNorTagHoldsUpNothing() {
    String body =
        """
        {"repository": {"slug": "infra", "project": {"key": "PAY"}}, "changes": [
          {"ref": {"id": "refs/notes/review"}, "fromHash": "%s", "toHash": "%s", "type": "UPDATE"},
          {"ref": {"id": "refs/heads/main"}, "fromHash": "%s", "toHash": "%s", "type": "UPDATE"}]}
        """
            .formatted(sha('1'), sha('2'), sha('1'), sha('2'));

    assertThat(dataCenter("repo:refs_changed", body))
        .isEqualTo(
            new Push(
                INFRA,
                List.of(new RefChange(RefType.BRANCH, "main", sha('1'), sha('2'), false, false))));
  }

  @Test
  void aPersonalProjectKeepsItsTildeAndIsComparedWithoutCase() {
    assertThat(
            push("datacenter/refs-changed-several")
                .repository()
                .key(new AccountId("ACME"), BitbucketProduct.DATA_CENTER))
        .hasToString("ACME/bitbucket-datacenter/~ada/infra");
  }

  /** The edge keyed its record by the same rule; another one would make it a dead letter. */
  @Test
  void aPullRequestIsAboutItsTargetAlsoWhenItNamesAnotherRepositoryBeside() {
    String body =
        """
        {"repository": {"slug": "infra-fork", "project": {"key": "~ADA"}},
         "pullRequest": {"toRef": {"repository": {"slug": "infra", "project": {"key": "PAY"}}}}}
        """;

    assertThat(dataCenter("pr:opened", body).repository()).isEqualTo(INFRA);
  }

  @Test
  void thePushOfAThirdPartyPlugInIsUnknown() {
    assertThat(dataCenter("repo:push", file("datacenter/refs-changed-update")))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_UNKNOWN));
  }

  @Test
  void aPushWithoutChangesIsNothingToDecide() {
    assertThat(refsChanged("[]")).isEqualTo(new NothingToDecide(INFRA, IgnoredReason.NO_CHANGES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[null]",
        "[{}]",
        "[7]",
        "[{\"refId\":\"refs/heads/main\",\"type\":\"UPDATE\"}]",
        "[{\"refId\":\"refs/heads/main\",\"toHash\":\"to-hash-1\"}]",
        "[{\"refId\":\"refs/heads/\",\"toHash\":\"2222222222222222222222222222222222222222\"}]",
        "[{\"toHash\":\"2222222222222222222222222222222222222222\"}]"
      })
  void aPushThatLacksWhatItNeedsIsIncomplete(String changes) {
    assertThat(refsChanged(changes))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_INCOMPLETE));
  }

  @Test
  void aDeletionNeedsNoHashes() {
    BitbucketEvent event = refsChanged("[{\"refId\":\"refs/heads/old\",\"type\":\"DELETE\"}]");

    assertThat(((Push) event).changes())
        .containsExactly(new RefChange(RefType.BRANCH, "old", null, null, true, false));
  }

  private static BitbucketEvent refsChanged(String changes) {
    return dataCenter(
        "repo:refs_changed",
        "{\"repository\":{\"slug\":\"infra\",\"project\":{\"key\":\"PAY\"}},\"changes\":%s}"
            .formatted(changes));
  }

  private static Push push(String file) {
    return (Push) dataCenter("repo:refs_changed", file(file));
  }

  private static CommitSha sha(char digit) {
    return new CommitSha(Character.toString(digit).repeat(40));
  }
}
