package dev.uplink.processor.event;

import static dev.uplink.processor.event.Bodies.cloud;
import static dev.uplink.processor.event.Bodies.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.Push;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
  private static final RepositoryName INFRA = new RepositoryName("payments", "infra");

  @Test
  void anUpdatedBranchIsAChange() {
    assertThat(cloud("repo:push", file("cloud/push-update")))
        .isEqualTo(
            new Push(
                INFRA,
                java.util.List.of(
                    new RefChange(RefType.BRANCH, "main", sha('1'), sha('2'), false, false))));
  }

  @Test
  void everyRefOfAPushIsAChangeInItsOrder() {
    assertThat(push("cloud/push-several").changes())
        .containsExactly(
            new RefChange(RefType.BRANCH, "feature/vpc", sha('1'), sha('2'), false, true),
            new RefChange(RefType.BRANCH, "feature/new", null, sha('3'), false, false),
            new RefChange(RefType.BRANCH, "feature/old", sha('4'), null, true, false),
            new RefChange(RefType.TAG, "main", null, sha('5'), false, false));
  }

  @Test
  void theRepositoryKeepsBitbucketsCase() {
    assertThat(push("cloud/push-several").repository())
        .isEqualTo(new RepositoryName("Payments", "Infra"));
  }

  @Test
  void aPushWithoutChangesIsNothingToDecide() {
    assertThat(cloud("repo:push", file("cloud/push-nothing")))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.NO_CHANGES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "repo:refs_changed", "REPO:PUSH", "made:up", " repo:push"})
  void anEventKeyThatIsNotTheProductsIsUnknown(String eventKey) {
    assertThat(cloud(eventKey, file("cloud/push-update")))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"repository\":null}",
        "{\"repository\":{\"full_name\":7}}",
        "{\"repository\":{\"full_name\":\"infra\"}}",
        "{\"repository\":{\"full_name\":\"/infra\"}}",
        "{\"repository\":{\"full_name\":\"payments/\"}}",
        "{\"repository\":{\"full_name\":\"a/b/c\"}}",
        "{\"repository\":[\"payments/infra\"]}",
        "{\"repository\":{\"name\":\"infra\"},\"push\":{\"changes\":[]}}",
        "{\"repository\":{\"full_name\":\"a/\\u0000\"}}"
      })
  void aBodyThatNamesNoRepositorySaysSo(String body) {
    assertThat(cloud("repo:push", body))
        .isEqualTo(new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN));
  }

  @Test
  void aRefThatIsNeitherBranchNorTagIsNoChange() {
    String body =
        """
        {"repository": {"full_name": "payments/infra"},
         "push": {"changes": [{"new": {"type": "note", "name": "a"}}]}}
        """;

    assertThat(cloud("repo:push", body))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.NO_CHANGES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"changes\":null}",
        "{\"changes\":{}}",
        "{\"changes\":[null]}",
        "{\"changes\":[{}]}",
        "{\"changes\":[{\"old\":null,\"new\":null}]}",
        "{\"changes\":[{\"new\":{\"type\":\"branch\",\"name\":\"main\"}}]}",
        "{\"changes\":[{\"new\":{\"type\":\"branch\",\"name\":\"main\",\"target\":{\"hash\":\"22\"}}}]}",
        "{\"changes\":[{\"new\":{\"type\":\"branch\",\"name\":\"\",\"target\":{\"hash\":\"%s\"}}}]}",
        "{\"changes\":[{\"new\":{\"type\":\"branch\",\"name\":\"a\\u0000\",\"target\":{\"hash\":\"%s\"}}}]}"
      })
  void aPushThatLacksWhatItNeedsIsIncomplete(String push) {
    String body =
        "{\"repository\":{\"full_name\":\"payments/infra\"},\"push\":%s}"
            .formatted(push.replace("%s", sha('2').value()));

    assertThat(cloud("repo:push", body))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_INCOMPLETE));
  }

  @Test
  void aRefNameIsReadUpToTheLimitAndIncompleteBeyondIt() {
    assertThat(named(Limits.REF_NAME_BYTES - 1)).isInstanceOf(Push.class);
    assertThat(named(Limits.REF_NAME_BYTES)).isInstanceOf(Push.class);
    assertThat(named(Limits.REF_NAME_BYTES + 1))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_INCOMPLETE));
  }

  private static BitbucketEvent named(int bytes) {
    return cloud(
        "repo:push",
        """
        {"repository":{"full_name":"payments/infra"},"push":{"changes":[
          {"new":{"type":"branch","name":"%s","target":{"hash":"%s"}}}]}}
        """
            .formatted("é" + "x".repeat(bytes - 2), sha('2')));
  }

  private static Push push(String file) {
    return (Push) cloud("repo:push", file(file));
  }

  private static CommitSha sha(char digit) {
    return new CommitSha(Character.toString(digit).repeat(40));
  }
}
