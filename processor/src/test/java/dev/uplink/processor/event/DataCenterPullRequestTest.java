package dev.uplink.processor.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.id.CommitSha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterPullRequestTest {
  private static final RepositoryName INFRA = new RepositoryName("PAY", "infra");
  private static final Body MODIFIED = Body.of("datacenter/pr-modified");

  @Test
  void aPullRequestIsReadWithItsFullHashes() {
    assertThat(Bodies.dataCenter("pr:opened", Bodies.file("datacenter/pr-opened")))
        .isEqualTo(
            new PullRequestChanged(
                INFRA,
                PullRequestAction.OPENED,
                new PullRequest(
                    7,
                    true,
                    false,
                    new PullRequest.Source(
                        new RepositoryName("~ADA", "infra-fork"),
                        "feature/vpc",
                        new Hash("2".repeat(40))),
                    "main",
                    new Hash("1".repeat(40)),
                    null),
                null));
  }

  /** Of a body that says something else there is none. */
  @Test
  void itSaysHowOftenItWasChanged() {
    assertThat(modified(MODIFIED).version()).isEqualTo(3);
    assertThat(modified(MODIFIED.with("/pullRequest/version", "0")).version()).isZero();
    assertThat(modified(MODIFIED.with("/pullRequest/version", "-1")).version()).isNull();
    assertThat(modified(MODIFIED.with("/pullRequest/version", "\"3\"")).version()).isNull();
  }

  @Test
  void oneWhoseSourceMovedSaysWhereItWas() {
    Body body = MODIFIED.with("/previousFromHash", "\"%s\"".formatted("3".repeat(40)));

    assertThat(changed("pr:from_ref_updated", body).previousHead())
        .isEqualTo(new CommitSha("3".repeat(40)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "7", "\"333333333333\"", "\"0000000000000000000000000000000000000000\""})
  void whereItWasIsNotKnownWithoutAWholeHash(String json) {
    assertThat(changed("pr:from_ref_updated", MODIFIED.with("/previousFromHash", json)))
        .isEqualTo(changed("pr:from_ref_updated", MODIFIED));
  }

  @ParameterizedTest
  @CsvSource({
    "pr:opened, OPENED",
    "pr:from_ref_updated, SOURCE_UPDATED",
    "pr:to_ref_updated, UPDATED",
    "pr:modified, EDITED",
    "pr:merged, MERGED",
    "pr:declined, DECLINED",
    "pr:deleted, DELETED",
    "pr:reviewer:updated, REVIEWERS_CHANGED",
    "pr:reviewer:approved, APPROVED",
    "pr:reviewer:unapproved, UNAPPROVED",
    "pr:reviewer:needs_work, CHANGES_REQUESTED",
    "pr:reviewer:changes_requested, CHANGES_REQUESTED"
  })
  void theEventKeySaysWhatHappened(String eventKey, PullRequestAction action) {
    assertThat(changed(eventKey, MODIFIED).action()).isEqualTo(action);
  }

  @Test
  void oneThatGoesToAnotherBranchThanBeforeIsRetargeted() {
    Body body = MODIFIED.with("/previousTarget/id", "\"refs/heads/release\"");

    assertThat(changed("pr:modified", body).action()).isEqualTo(PullRequestAction.RETARGETED);
    assertThat(changed("pr:opened", body).action()).isEqualTo(PullRequestAction.OPENED);
  }

  @Test
  void oneThatDoesNotSayWhereItWentBeforeIsEdited() {
    assertThat(changed("pr:modified", MODIFIED.without("/previousTarget")).action())
        .isEqualTo(PullRequestAction.EDITED);
  }

  @ParameterizedTest
  @CsvSource({
    "/pullRequest/state, '\"MERGED\"', false",
    "/pullRequest/state, '\"DECLINED\"', false",
    "/pullRequest/state, null, true",
    "/pullRequest/open, false, false",
    "/pullRequest/open, null, true",
    "/pullRequest/closed, true, false",
    "/pullRequest/closed, null, true"
  })
  void aPullRequestIsOpenUntilOneOfThreeSaysItIsNot(String pointer, String json, boolean open) {
    assertThat(modified(MODIFIED.with(pointer, json)).open()).isEqualTo(open);
  }

  /** A deleted one bears the state it had. */
  @ParameterizedTest
  @CsvSource({
    "/pullRequest/fromRef, null",
    "/pullRequest/fromRef/latestCommit, null",
    "/pullRequest/fromRef/latestCommit, '\"0000000000000000000000000000000000000000\"'"
  })
  void anOpenOneMayHaveNoUsableHead(String pointer, String json) {
    PullRequest open = modified(MODIFIED.with(pointer, json));

    assertThat(open.open()).isTrue();
    assertThat(open.source().head()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pr:merged", "pr:declined", "pr:deleted"})
  void whatEndsIsNotOpenWhateverItsState(String eventKey) {
    assertThat(changed(eventKey, MODIFIED).pullRequest().open()).isFalse();
  }

  @Test
  void oneThatSaysNothingOfDraftsIsNone() {
    assertThat(modified(MODIFIED.with("/pullRequest/draft", "true")).draft()).isTrue();
    assertThat(modified(MODIFIED.without("/pullRequest/draft")).draft()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PAY, infra, false",
    "pay, Infra, false",
    "~PAY, infra, true",
    "PAY, infra-fork, true"
  })
  void oneThatComesFromAnotherRepositoryIsOfAFork(String key, String slug, boolean fork) {
    Body body =
        MODIFIED.with(
            "/pullRequest/fromRef/repository",
            "{\"slug\":\"%s\",\"project\":{\"key\":\"%s\"}}".formatted(slug, key));

    assertThat(modified(body).isFromFork(INFRA)).isEqualTo(fork);
  }

  @Test
  void oneThatComesFromATagHasNoBranch() {
    PullRequest.Source source =
        modified(MODIFIED.with("/pullRequest/fromRef/id", "\"refs/tags/v1\"")).source();

    assertThat(source.branch()).isNull();
    assertThat(source.head()).isEqualTo(new Hash("2".repeat(40)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actor",
        "/date",
        "/pullRequest/createdDate",
        "/pullRequest/toRef/latestCommit",
        "/pullRequest/toRef/id",
        "/pullRequest/fromRef/id",
        "/pullRequest/fromRef/repository"
      })
  void whatIsMissingOrNullHoldsUpNothing(String pointer) {
    assertThat(modified(MODIFIED.without(pointer)).id()).isEqualTo(7);
    assertThat(modified(MODIFIED.with(pointer, "null")).id()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"/pullRequest/id, null", "/pullRequest/id, '\"7\"'", "/pullRequest/id, 0"})
  void withoutAnIdItIsIncomplete(String pointer, String json) {
    assertThat(Bodies.dataCenter("pr:opened", MODIFIED.with(pointer, json).toString()))
        .isEqualTo(new NothingToDecide(INFRA, IgnoredReason.EVENT_INCOMPLETE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pr:merged", "pr:declined", "pr:deleted"})
  void oneThatEndsNeedsNoHead(String eventKey) {
    assertThat(changed(eventKey, MODIFIED.without("/pullRequest/fromRef")).pullRequest().source())
        .isEqualTo(new PullRequest.Source(null, null, null));
  }

  @Test
  void withoutATargetRepositoryItBelongsNowhere() {
    Body body = MODIFIED.without("/pullRequest/toRef/repository/slug");

    assertThat(Bodies.dataCenter("pr:opened", body.toString()))
        .isEqualTo(new NothingToDecide(null, IgnoredReason.REPOSITORY_UNKNOWN));
  }

  private static PullRequest modified(Body body) {
    return changed("pr:modified", body).pullRequest();
  }

  private static PullRequestChanged changed(String eventKey, Body body) {
    return (PullRequestChanged) Bodies.dataCenter(eventKey, body.toString());
  }
}
