package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What only Data Center has: declined pull requests that open again, tags' objects, old servers.
 */
class DataCenterPullRequestStoryTest {
  private final Story story = new Story();
  private int deliveries;

  @BeforeEach
  void anIntegrationWithAStackThatTracksTags() {
    story
        .publish(
            Topics.INTEGRATIONS,
            "dc",
            Samples.integration("dc").setProvider(Provider.BITBUCKET_DATACENTER).build())
        .publish(Topics.STACKS, "dns", RefsChanged.stack("PAY").setTrackTags("v*").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  /** Two hooks: each tells all, and one is a step behind. */
  @Test
  void aSecondHookThatIsBehindNeitherOpensNorEndsAnything() {
    story
        .deliver(pullRequest("pr:opened", 0, "OPEN", 'b'))
        .deliver(pullRequest("pr:declined", 1, "DECLINED", 'b'))
        .deliver(pullRequest("pr:opened", 0, "OPEN", 'b'));
    assertThat(story.commands())
        .extracting(RunCommand::getAction)
        .containsExactly(RunAction.START, RunAction.STOP);

    story
        .deliver(pullRequest("pr:opened", 2, "OPEN", 'b'))
        .deliver(pullRequest("pr:declined", 1, "DECLINED", 'b'))
        .deliver(pullRequest("pr:opened", 2, "OPEN", 'b'));

    assertThat(story.commands()).extracting(RunCommand::getAction).containsExactly(RunAction.START);
  }

  /** That it is open again no event says by itself. */
  @Test
  void aDeclinedOneThatIsApprovedLaterIsOpenAgain() {
    story
        .deliver(pullRequest("pr:opened", 0, "OPEN", 'b'))
        .deliver(pullRequest("pr:declined", 1, "DECLINED", 'b'))
        .deliver(pullRequest("pr:reviewer:approved", 0, "OPEN", 'b'))
        .deliver(pullRequest("pr:reviewer:approved", 2, "OPEN", 'b'))
        .deliver(pullRequest("pr:modified", 3, "OPEN", 'b'))
        .deliver(pullRequest("pr:merged", 4, "MERGED", 'b'));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "dns STARTED PROPOSED",
            "dns IGNORED PULL_REQUEST_CLOSED",
            "dns STOPPED SUPERSEDED",
            "dns IGNORED PULL_REQUEST_CLOSED",
            "dns STARTED PROPOSED",
            "dns IGNORED PULL_REQUEST_UNCHANGED",
            "dns IGNORED PULL_REQUEST_CLOSED",
            "dns STOPPED SUPERSEDED");
  }

  /** Before 7.0: no pr:from_ref_updated. */
  @Test
  void whereOnlyThePushTellsOfNewCommitsItEndsThePullRequestsRun() {
    story
        .deliver(push("refs/heads/dev", sha('a'), sha('b')))
        .deliver(pullRequest("pr:opened", 0, "OPEN", 'b'))
        .deliver(push("refs/heads/dev", sha('b'), sha('c')));

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getCommitSha)
        .containsExactly(
            tuple(RunAction.START, sha('b')),
            tuple(RunAction.UPDATE, sha('b')),
            tuple(RunAction.START, sha('c')),
            tuple(RunAction.STOP, sha('b')));
  }

  /** From tag object to tag object; the commit stands beside. */
  @Test
  void aTagThatIsMovedBackIsReleasedAgainAndOnlyOnce() {
    RawWebhook there = tag(sha('1'), sha('2'), 'c');
    RawWebhook back = tag(sha('2'), sha('3'), 'b');
    story
        .deliver(tag(sha('0'), sha('1'), 'b'))
        .deliver(there)
        .deliver(back)
        .deliver(again(there))
        .deliver(again(back));

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getCommitSha)
        .containsExactly(
            tuple(RunAction.START, sha('b')),
            tuple(RunAction.START, sha('c')),
            tuple(RunAction.START, sha('b')));
  }

  private RawWebhook tag(String from, String to, char commit) {
    return push("refs/tags/v1", from, to, "\"toCommit\": {\"id\": \"%s\"},".formatted(sha(commit)));
  }

  private RawWebhook push(String ref, String from, String to) {
    return push(ref, from, to, "");
  }

  private RawWebhook push(String ref, String from, String to, String more) {
    String change = RefsChanged.change(ref, from, to, "UPDATE");
    return again(RefsChanged.webhook(RefsChanged.INFRA, "PAY", more, change));
  }

  /** As another hook tells it. */
  private RawWebhook again(RawWebhook told) {
    return RawWebhook.newBuilder(told).setDeliveryId("delivery-" + deliveries++).build();
  }

  private RawWebhook pullRequest(String eventKey, int version, String state, char head) {
    String body =
        """
        {"eventKey": "%s", "pullRequest": {"id": 7, "version": %d, "state": "%s",
          "fromRef": {"id": "refs/heads/dev", "latestCommit": "%s",
            "repository": {"slug": "infra", "project": {"key": "PAY"}}},
          "toRef": {"id": "refs/heads/main", "latestCommit": "%s",
            "repository": {"slug": "infra", "project": {"key": "PAY"}}}}}
        """
            .formatted(eventKey, version, state, sha(head), sha('0'));
    return again(Story.webhook(RefsChanged.INFRA, "told", "dc", eventKey, body));
  }
}
