package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.pullRequest;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.forced;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is forgotten of branches, pull requests and stacks once no run of theirs counts any more.
 */
class ForgettingStoryTest {
  private static final String OPENED = "pullrequest:created";
  private static final String UPDATED = "pullrequest:updated";
  private static final String MERGED = "pullrequest:fulfilled";
  private static final Duration KEPT = Story.RETENTION.runs();
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Story story = new Story();
  private int deliveries;

  @BeforeEach
  void anIntegrationWithAStack() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aClosedPullRequestIsForgottenWithItsHistory() {
    openedAndMerged("bb");
    assertThat(rowsOfPullRequests()).isNotEmpty();

    passing(KEPT.plus(A_DAY));

    assertThat(rowsOfPullRequests()).isEmpty();
  }

  @Test
  void untilThenItsLateEventsStartNothing() {
    openedAndMerged("bb");

    passing(KEPT.minus(A_DAY));
    story.deliver(pullRequest(id(), UPDATED, 'b'));

    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_CLOSED");
  }

  @Test
  void aPullRequestThatIsOpenIsNotForgotten() {
    opened("bb");

    passing(KEPT.plus(A_DAY));
    story.deliver(pullRequest(id(), UPDATED, 'b'));

    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_UNCHANGED");
  }

  /** Two integrations hear each for itself that it ended, and have its history in common. */
  @Test
  void itsHistoryIsKeptWhileAnotherIntegrationTakesItForOpen() {
    story.publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build());
    openedAndMerged("bb");
    opened("bb-2");

    passing(KEPT.plus(A_DAY));

    assertThat(story.keys("repository-facts")).filteredOn(this::isOfPullRequest).hasSize(1);
    assertThat(story.keys("branches")).anyMatch(this::isOfPullRequest);
  }

  @Test
  void theLastTrackedCommitIsForgottenWithItsRun() {
    story.deliver(push(id(), branch("main", 'a', 'b')));
    assertThat(story.keys("repository-facts")).anyMatch(row -> row.contains("tracked"));

    passing(KEPT.plus(A_DAY));

    assertThat(story.keys("repository-facts")).noneMatch(row -> row.contains("tracked"));
  }

  @Test
  void untilThenABranchThatReturnsRunsAnew() {
    story
        .deliver(push(id(), branch("main", 'a', 'b')))
        .deliver(push(id(), branch("main", 'b', 'c')));

    passing(KEPT.minus(A_DAY));
    story.deliver(push(id(), forced("main", 'c', 'b')));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void manyAreForgottenInTurns() {
    for (int i = 0; i < 3_000; i++) {
      story.publish(Topics.STACKS, "s" + i, Samples.stack("s" + i).build());
    }
    story.deliver(push(id(), branch("main", 'a', 'b')));

    passing(KEPT.plus(A_DAY));
    assertThat(tracked()).hasSizeBetween(1, 1_500);
    story.passing(Duration.ofMinutes(1));

    assertThat(tracked()).isEmpty();
  }

  private List<String> tracked() {
    return story.keys("repository-facts").stream().filter(row -> row.contains("tracked")).toList();
  }

  private void openedAndMerged(String integrationId) {
    opened(integrationId);
    story.deliver(by(integrationId, pullRequest(id(), MERGED, 'b')));
    story.decisions();
  }

  private void opened(String integrationId) {
    story
        .deliver(by(integrationId, push(id(), branch("dev", 'a', 'b'))))
        .deliver(by(integrationId, pullRequest(id(), OPENED, 'b')));
    story.decisions();
  }

  private static RawWebhook by(String integrationId, RawWebhook webhook) {
    return RawWebhook.newBuilder(webhook).setIntegrationId(integrationId).build();
  }

  /** Time is known by deliveries: another one tells it. */
  private void passing(Duration time) {
    story
        .after(time)
        .deliver(Samples.webhook(id(), "repo:fork", "{\"repository\":{}}"))
        .passing(Duration.ofMinutes(1));
    story.decisions();
  }

  private List<String> rowsOfPullRequests() {
    return List.of("repository-facts", "branches").stream()
        .flatMap(store -> story.keys(store).stream())
        .filter(this::isOfPullRequest)
        .toList();
  }

  private boolean isOfPullRequest(String row) {
    return row.contains("pull-request") && !row.contains("want");
  }

  private String id() {
    return "d" + ++deliveries;
  }
}
