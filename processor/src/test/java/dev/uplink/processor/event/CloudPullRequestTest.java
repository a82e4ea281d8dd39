package dev.uplink.processor.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.schemas.avro.IgnoredReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudPullRequestTest {
  private static final RepositoryName INFRA = new RepositoryName("payments", "infra");
  private static final Body CREATED = Body.of("cloud/pullrequest-created");

  @Test
  void aPullRequestIsReadWithItsAbbreviatedHashes() {
    assertThat(Bodies.cloud("pullrequest:created", CREATED.toString()))
        .isEqualTo(
            new PullRequestChanged(
                INFRA,
                PullRequestAction.OPENED,
                new PullRequest(
                    7,
                    true,
                    false,
                    new PullRequest.Source(INFRA, "feature/vpc", new Hash("222222222222")),
                    "main",
                    new Hash("111111111111"),
                    null),
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "pullrequest:created, OPENED",
    "pullrequest:updated, UPDATED",
    "pullrequest:push, SOURCE_UPDATED",
    "pullrequest:approved, APPROVED",
    "pullrequest:unapproved, UNAPPROVED",
    "pullrequest:changes_request_created, CHANGES_REQUESTED",
    "pullrequest:changes_request_removed, CHANGES_REQUESTED",
    "pullrequest:fulfilled, MERGED",
    "pullrequest:rejected, DECLINED"
  })
  void theEventKeySaysWhatHappened(String eventKey, PullRequestAction action) {
    assertThat(changed(eventKey, CREATED).action()).isEqualTo(action);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"OPEN\"', true",
    "'\"MERGED\"', false",
    "'\"DECLINED\"', false",
    "'\"SUPERSEDED\"', false",
    "'\"QUEUED\"', true",
    "null, true"
  })
  void aPullRequestIsOpenUntilItsStateSaysItIsNot(String state, boolean open) {
    Body body = CREATED.with("/pullrequest/state", state);

    assertThat(changed("pullrequest:updated", body).pullRequest().open()).isEqualTo(open);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pullrequest:fulfilled", "pullrequest:rejected"})
  void whatIsMergedOrDeclinedIsNotOpenWhateverItsState(String eventKey) {
    assertThat(changed(eventKey, CREATED).pullRequest().open()).isFalse();
  }

  @Test
  void oneThatSaysNothingOfDraftsIsNone() {
    Body draft = CREATED.with("/pullrequest/draft", "true");

    assertThat(updated(draft).draft()).isTrue();
    assertThat(updated(CREATED).draft()).isFalse();
    assertThat(updated(CREATED.without("/pullrequest/draft")).draft()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "payments/infra, false",
    "Payments/INFRA, false",
    "ada/infra, true",
    "paymentſ/infra, true",
    "payments/infra-fork, true"
  })
  void oneThatComesFromAnotherRepositoryIsOfAFork(String fullName, boolean fork) {
    Body body = CREATED.with("/pullrequest/source/repository/full_name", "\"" + fullName + "\"");

    assertThat(updated(body).isFromFork(INFRA)).isEqualTo(fork);
  }

  @Test
  void oneWhoseForkIsDeletedIsOfAForkAllTheSame() {
    PullRequest orphan = updated(CREATED.with("/pullrequest/source/repository", "null"));

    assertThat(orphan.source().repository()).isNull();
    assertThat(orphan.isFromFork(INFRA)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2222222", "222222222222", "2222222222222222222222222222222222222222", "ABCDEF0"})
  void aHashIsReadInAnyLength(String hash) {
    Body body = CREATED.with("/pullrequest/source/commit/hash", "\"" + hash + "\"");

    assertThat(updated(body).source().head())
        .isEqualTo(new Hash(hash.toLowerCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actor",
        "/pullrequest/title",
        "/pullrequest/state",
        "/pullrequest/author",
        "/pullrequest/destination",
        "/pullrequest/source/branch",
        "/pullrequest/source/repository"
      })
  void whatIsMissingOrNullHoldsUpNothing(String pointer) {
    assertThat(updated(CREATED.without(pointer)).id()).isEqualTo(7);
    assertThat(updated(CREATED.with(pointer, "null")).id()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "0", "-7", "7.0", "7e0", "\"7\"", "[7]", "true", "9999999999999999999"})
  void withoutAUsableIdItIsIncomplete(String id) {
    assertIncomplete("pullrequest:fulfilled", CREATED.with("/pullrequest/id", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"\"", "\"222222\"", "\"22222222222g\"", "\"0000000\""})
  void anOpenOneMayHaveNoUsableHead(String hash) {
    PullRequest open = updated(CREATED.with("/pullrequest/source/commit/hash", hash));

    assertThat(open.open()).isTrue();
    assertThat(open.source().head()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pullrequest:fulfilled", "pullrequest:rejected"})
  void oneThatEndsNeedsNoHead(String eventKey) {
    PullRequest ended =
        changed(eventKey, CREATED.with("/pullrequest/source/commit", "null")).pullRequest();

    assertThat(ended.source().head()).isNull();
    assertThat(ended.id()).isEqualTo(7);
  }

  @Test
  void withoutARepositoryItBelongsNowhere() {
    assertThat(Bodies.cloud("pullrequest:created", CREATED.without("/repository").toString()))
        .isEqualTo(new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN));
  }

  private static void assertIncomplete(String eventKey, Body body) {
    assertThat(Bodies.cloud(eventKey, body.toString()))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_INCOMPLETE));
  }

  private static PullRequest updated(Body body) {
    return changed("pullrequest:updated", body).pullRequest();
  }

  private static PullRequestChanged changed(String eventKey, Body body) {
    return (PullRequestChanged) Bodies.cloud(eventKey, body.toString());
  }
}
