package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open pull request of which Bitbucket has no commit any more. */
class LostHeadStoryTest {
  private static final String FORK_GONE = "null";
  private static final String BRANCH_GONE = "{\"full_name\": \"payments/infra\"}";

  private final Story story = new Story();

  @BeforeEach
  void stacksOfWhichOneDependsOnFiles() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build())
        .publish(
            Topics.STACKS,
            "dns",
            Samples.stack("dns").setProjectRoot("dns").setAllowFork(true).build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void ofADeletedForkEachTargetSaysWhyItDoesNotRun() {
    tell("pullrequest:updated", FORK_GONE, "");

    assertThat(story.outcomes())
        .containsExactly("dns REJECTED COMMIT_UNKNOWN", "network REJECTED FORK_NOT_ALLOWED");
    assertThat(story.questions()).isEmpty();
  }

  @Test
  void ofADeletedBranchItsCommitIsUnknown() {
    tell("pullrequest:updated", BRANCH_GONE, "");

    Decision decision = story.decision();
    assertThat(Story.texts(decision))
        .containsExactly("dns REJECTED COMMIT_UNKNOWN", "network REJECTED COMMIT_UNKNOWN");
    assertThat(decision.getOutcomes().getFirst().getDetail())
        .isEqualTo("the full hash of the head is not known: the body names no head");
  }

  @Test
  void whatOnlyAReviewerDoesStartsNothingAnyway() {
    tell("pullrequest:changes_request_created", FORK_GONE, "");

    assertThat(story.decision().getOutcomes())
        .extracting(outcome -> outcome.getReason())
        .containsOnly(OutcomeReason.REVIEW_ONLY);
  }

  @Test
  void aCommentWithoutACommandIsOnlyThat() {
    tell("pullrequest:comment_created", FORK_GONE, said("nice"));

    assertThat(story.decision().getIgnoredReason())
        .isEqualTo(IgnoredReason.COMMENT_WITHOUT_COMMAND);
  }

  @Test
  void aCommandIsTooLate() {
    tell("pullrequest:comment_created", BRANCH_GONE, said("/spacelift propose network"));
    story.answer(Bitbucket.account(story.questions().getFirst(), "{uplink}"));

    assertThat(story.outcomes())
        .containsExactly("dns IGNORED NOT_NAMED", "network REJECTED COMMIT_UNKNOWN");
  }

  private void tell(String eventKey, String from, String more) {
    String body =
        """
        {"repository": {"full_name": "payments/infra"},
         "pullrequest": {"id": 7, "state": "OPEN",
           "source": {"branch": {"name": "dev"}, "commit": null, "repository": %s},
           "destination": {"branch": {"name": "main"}, "commit": {"hash": "aaaaaaaaaaaa"}}}%s}
        """
            .formatted(from, more);
    story.deliver(Samples.webhook("d1", eventKey, body));
  }

  private static String said(String text) {
    return """
    , "actor": {"uuid": "{ada}"}, "comment": {"id": 1, "content": {"raw": "%s"},
       "user": {"uuid": "{ada}"}}
    """
        .formatted(text);
  }
}
