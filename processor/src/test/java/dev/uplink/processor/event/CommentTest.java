package dev.uplink.processor.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent.CommentAdded;
import dev.uplink.processor.event.BitbucketEvent.NothingToDecide;
import dev.uplink.schemas.avro.IgnoredReason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTest {
  private static final Body CLOUD = Body.of("cloud/pullrequest-comment");
  private static final Body DATA_CENTER = Body.of("datacenter/pr-comment-added");

  @Test
  void cloudNamesTheAuthorByUuidAndAccount() {
    CommentAdded event = cloud(CLOUD);

    assertThat(event.repository()).isEqualTo(new RepositoryName("payments", "infra"));
    assertThat(event.pullRequest().id()).isEqualTo(7);
    assertThat(event.pullRequest().isFromFork(event.repository())).isTrue();
    assertThat(event.comment())
        .isEqualTo(
            new Comment(
                event.comment().id(),
                Set.of("{ada00000-0000-4000-8000-000000000002}", "557058:ada"),
                "/uplink deploy\r\nplease"));
  }

  @Test
  void dataCenterNamesTheAuthorByNameAndSlug() {
    CommentAdded event = dataCenter(DATA_CENTER);

    assertThat(event.repository()).isEqualTo(new RepositoryName("PAY", "infra"));
    assertThat(event.pullRequest().isFromFork(event.repository())).isTrue();
    assertThat(event.comment())
        .isEqualTo(new Comment(event.comment().id(), Set.of("ada.l", "ada_l"), "/uplink deploy"));
  }

  /** Whoever sent it counts too: what an integration wrote must never be taken for a person's. */
  @Test
  void theActorIsAnAuthorToo() {
    assertThat(cloud(CLOUD.with("/actor", "{\"uuid\":\"{B0}\"}")).comment().authorIds())
        .containsExactlyInAnyOrder("{b0}", "{ada00000-0000-4000-8000-000000000002}", "557058:ada");
    assertThat(dataCenter(DATA_CENTER.with("/actor/name", "\"Bot\"")).comment().authorIds())
        .containsExactlyInAnyOrder("bot", "ada.l", "ada_l");
  }

  @Test
  void aCommentOfNobodyHasNoAuthor() {
    Body cloud = CLOUD.with("/actor", "null").with("/comment/user", "null");
    Body dataCenter = DATA_CENTER.without("/actor").with("/comment/author", "{\"name\":\"\"}");

    assertThat(cloud(cloud).comment().authorIds()).isEmpty();
    assertThat(dataCenter(dataCenter).comment().authorIds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/comment, null",
    "/comment/content, null",
    "/comment/content/raw, 7",
    "/pullrequest, null",
    "/pullrequest/id, null"
  })
  void aCloudCommentThatLacksWhatItNeedsIsIncomplete(String pointer, String json) {
    assertThat(Bodies.cloud("pullrequest:comment_created", CLOUD.with(pointer, json).toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("payments", "infra"), IgnoredReason.EVENT_INCOMPLETE));
  }

  @ParameterizedTest
  @CsvSource({"/comment, null", "/comment/text, null", "/pullRequest/id, null"})
  void aDataCenterCommentThatLacksWhatItNeedsIsIncomplete(String pointer, String json) {
    assertThat(Bodies.dataCenter("pr:comment:added", DATA_CENTER.with(pointer, json).toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("PAY", "infra"), IgnoredReason.EVENT_INCOMPLETE));
  }

  @Test
  void aCommentOnWhatIsMergedNeedsNoHead() {
    Body body =
        CLOUD.with("/pullrequest/state", "\"MERGED\"").without("/pullrequest/source/commit");

    assertThat(cloud(body).pullRequest().open()).isFalse();
    assertThat(cloud(body).pullRequest().source().head()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pullrequest:comment_updated",
        "pullrequest:comment_deleted",
        "pullrequest:comment_resolved",
        "pullrequest:comment_reopened"
      })
  void onlyNewCommentsOfCloudAreHeard(String eventKey) {
    assertThat(Bodies.cloud(eventKey, CLOUD.toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("payments", "infra"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pr:comment:edited", "pr:comment:deleted"})
  void onlyNewCommentsOfDataCenterAreHeard(String eventKey) {
    assertThat(Bodies.dataCenter(eventKey, DATA_CENTER.toString()))
        .isEqualTo(
            new NothingToDecide(
                new RepositoryName("PAY", "infra"), IgnoredReason.EVENT_NOT_HANDLED));
  }

  private static CommentAdded cloud(Body body) {
    return (CommentAdded) Bodies.cloud("pullrequest:comment_created", body.toString());
  }

  private static CommentAdded dataCenter(Body body) {
    return (CommentAdded) Bodies.dataCenter("pr:comment:added", body.toString());
  }
}
