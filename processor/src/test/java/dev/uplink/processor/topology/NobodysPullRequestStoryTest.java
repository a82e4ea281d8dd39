package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pull request on Data Center in which no stack or module is interested. */
class NobodysPullRequestStoryTest {
  private static final String REPOSITORY = "{\"slug\": \"infra\", \"project\": {\"key\": \"PAY\"}}";

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  /** Whoever asks what came of a commit is to find also what had no outcomes. */
  @ParameterizedTest
  @CsvSource({
    "pr:opened, NO_TARGETS",
    "pr:merged, NO_TARGETS",
    "pr:comment:added, COMMENT_WITHOUT_COMMAND"
  })
  void theDecisionSaysAllThatTheBodySays(String eventKey, IgnoredReason reason) {
    String body =
        """
        {"pullRequest": {"id": 7,
           "fromRef": {"id": "refs/heads/dev", "latestCommit": "%s", "repository": %s},
           "toRef": {"id": "refs/heads/main", "latestCommit": "%s", "repository": %s}},
         "comment": {"id": 1, "text": "looks good"}}
        """
            .formatted(Pushes.sha('b'), REPOSITORY, Pushes.sha('a'), REPOSITORY);

    story.deliver(Story.webhook(RefsChanged.INFRA, "d1", "dc", eventKey, body));

    Decision decision = story.decision();
    assertThat(decision.getIgnoredReason()).isEqualTo(reason);
    assertThat(decision.getPullRequestId()).isEqualTo(7);
    assertThat(decision.getBranch()).isEqualTo("dev");
    assertThat(decision.getCommitSha()).isEqualTo(Pushes.sha('b'));
  }
}
