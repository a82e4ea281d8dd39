package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static dev.uplink.processor.topology.Pushes.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other receivers of Bitbucket's webhooks got wrong while parsing or deciding. */
class PeersMistakesTest {
  private final Story story = new Story();

  @BeforeEach
  void aStackOnEachProduct() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build())
        .publish(
            Topics.INTEGRATIONS,
            "dc",
            Samples.integration("dc").setProvider(Provider.BITBUCKET_DATACENTER).build())
        .publish(Topics.STACKS, "dns", RefsChanged.stack("PAY").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  /** Pull requests name commits by 12 digits, which Git does not fetch and no run may be of. */
  @Test
  void anAbbreviatedHashIsTakenForNoCommit() {
    story.deliver(
        push(
            "d1",
            "{\"new\":{\"type\":\"branch\",\"name\":\"main\",\"target\":{\"hash\":\"0123456789ab\"}}}"));

    Decision decision = story.decision();
    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.EVENT_INCOMPLETE);
    assertThat(decision.getCommitSha()).isNull();
  }

  @Test
  void aDeletedBranchHasNoNewSideAndIsNoFault() {
    story.deliver(push("d1", branch("old", 'a', null)));

    assertThat(story.outcomes()).containsExactly("network IGNORED REF_DELETED");
  }

  @Test
  void everyChangeOfAPushIsDecidedAndNotOnlyTheFirst() {
    story.deliver(push("d1", tag("v1", 'b'), branch("dev", null, 'c'), branch("main", 'a', 'b')));

    assertThat(story.outcomes())
        .containsExactly(
            "network IGNORED TAG_PUSHED", "network STARTED PROPOSED", "network STARTED TRACKED");
  }

  /** Data Center's toHash of an annotated tag is the tag object; a status on it is refused. */
  @Test
  void anAnnotatedTagIsNotTakenForItsTagObject() {
    refsChanged(
        "\"toCommit\": {\"id\": \"%s\"},".formatted(sha('c')),
        RefsChanged.change("refs/tags/v1", sha('0'), sha('d'), "ADD"));

    DecisionOutcome outcome = story.decision().getOutcomes().getFirst();
    assertThat(outcome.getRefName()).isEqualTo("v1");
    assertThat(outcome.getCommitSha()).isEqualTo(sha('c'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-05-24T14:11:04+0200\"",
        "\"2026-05-24T14:11:04.000Z\"",
        "1716559864000",
        "null",
        "\"2025-09-18T21:26:38+00:00Z\"",
        "{}"
      })
  void noFormatOfADateHoldsUpAPush(String date) {
    refsChanged(
        "\"date\": %s, \"commits\": [{\"committerTimestamp\": %s}],".formatted(date, date),
        RefsChanged.ofMain());

    assertThat(story.outcomes()).containsExactly("dns STARTED TRACKED");
  }

  /** The name is a title that anybody may change. */
  @Test
  void aRepositoryIsFoundByItsSlugAndNotByItsName() {
    refsChanged("\"name\": \"another-repository\",", RefsChanged.ofMain());

    RunCommand command = story.commands().getFirst();
    assertThat(command.getTargetId()).isEqualTo("dns");
    assertThat(command.getRepository()).isEqualTo("infra");
  }

  @Test
  void aPersonalProjectIsComparedWithoutCaseAndKeepsItsTilde() {
    story.publish(Topics.STACKS, "dns", RefsChanged.stack("~john.doe").setRevision(2).build());

    RepositoryKey key = RepositoryKey.parse("ACME/bitbucket-datacenter/~john.doe/infra");
    story.deliver(RefsChanged.webhook(key, "~JOHN.DOE", "", RefsChanged.ofMain()));

    assertThat(story.commands().getFirst().getNamespace()).isEqualTo("~JOHN.DOE");
  }

  /** An unauthenticated crash of a peer: links that are no list. And a base URL has a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "{\"clone\": \"none\"}",
        "{\"clone\": null, \"self\": {}}",
        "{\"self\": [{\"href\": \"https://git.example.org/stash/projects/OTHER/repos/x\"}]}"
      })
  void linksOfAnyShapeDoNoHarm(String links) {
    refsChanged("\"links\": %s,".formatted(links), RefsChanged.ofMain());

    assertThat(story.outcomes()).containsExactly("dns STARTED TRACKED");
  }

  /**
   * Documented names that servers refuse to subscribe to, and live ones that are not documented.
   */
  @ParameterizedTest
  @CsvSource({
    "pr:to_ref_updated, REPOSITORY_UNKNOWN",
    "pr:reviewer:changes_requested, REPOSITORY_UNKNOWN",
    "pr:reviewer:needs_work, REPOSITORY_UNKNOWN",
    "proj:modified, EVENT_NOT_HANDLED",
    "project:modified, EVENT_NOT_HANDLED"
  })
  void documentedAndLiveEventNamesAreBothKnown(String eventKey, IgnoredReason reason) {
    story.deliver(Story.webhook(RefsChanged.INFRA, "d1", "dc", eventKey, "{}"));

    assertThat(story.decision().getIgnoredReason()).isEqualTo(reason);
  }

  /** A push to a pull request's branch is told twice, its merge three times, reviewers apart. */
  @Test
  void whatIsToldByPushAndPullRequestStartsOneRunOfACommit() {
    story.deliver(push("d1", branch("feature", 'a', 'b')));
    for (String eventKey :
        new String[] {
          "pullrequest:created",
          "pullrequest:updated",
          "pullrequest:approved",
          "pullrequest:fulfilled"
        }) {
      story.deliver(Samples.webhook("of " + eventKey, eventKey, pullRequest()));
    }
    story.deliver(push("d2", branch("feature", 'a', 'b')));

    assertThat(story.commands()).hasSize(1);
  }

  /** Whoever posts a status or a comment hears of it, and would answer for ever. */
  @ParameterizedTest
  @CsvSource({
    "repo:commit_status_created, EVENT_NOT_HANDLED",
    "repo:commit_status_updated, EVENT_NOT_HANDLED",
    "pullrequest:comment_created, EVENT_INCOMPLETE"
  })
  void ourOwnStatusesAndCommentsStartNothing(String eventKey, IgnoredReason reason) {
    String body =
        """
        {"repository": {"full_name": "payments/infra"},
         "commit_status": {"key": "spacelift/tracked", "commit": {"hash": "%s"}},
         "comment": {"content": {"raw": "spacelift/tracked"}}}
        """
            .formatted(sha('b'));

    story.deliver(Samples.webhook("d1", eventKey, body));

    assertThat(story.decision().getIgnoredReason()).isEqualTo(reason);
    assertThat(story.commands()).isEmpty();
  }

  @Test
  void fieldsThatNobodyKnowsAndNullsEverywhereDoNoHarm() {
    String body =
        """
        {"rendered": null, "actor": null, "queued": {"sync_strategies": [null]},
         "repository": {"full_name": "payments/infra", "workspace": null, "parent": null},
         "push": {"rendered": 1, "changes": [{"old": null, "links": null, "commits": null,
           "created": null, "closed": null, "forced": null, "truncated": null,
           "new": {"type": "branch", "name": "main", "links": null,
             "target": {"hash": "%s", "author": null, "rendered": {}}}}]}}
        """
            .formatted(sha('b'));

    story.deliver(Samples.webhook("d1", "repo:push", body));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  @Test
  void aTagDeletedOnDataCenterHasNoCommitAndIsNoFault() {
    refsChanged("", RefsChanged.change("refs/tags/v1", sha('d'), sha('0'), "DELETE"));

    assertThat(story.decision().getOutcomes().getFirst().getCommitSha()).isNull();
  }

  /** Descriptions hold line breaks of all sorts. */
  @Test
  void lineBreaksInTextsDoNoHarm() {
    String body =
        """
        {"repository": {"full_name": "payments/infra", "description": "one\\r\\ntwo\\u2028"},
         "push": {"changes": [%s]}}
        """
            .formatted(branch("main", 'a', 'b'));

    story.deliver(Samples.webhook("d1", "repo:push", body));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  private void refsChanged(String more, String change) {
    story.deliver(RefsChanged.webhook(RefsChanged.INFRA, "PAY", more, change));
  }

  private static String pullRequest() {
    return """
    {"repository": {"full_name": "payments/infra"}, "pullrequest": {"id": 1, "source": {
      "branch": {"name": "feature"}, "commit": {"hash": "%s"}}}}
    """
        .formatted(sha('b').substring(0, 12));
  }
}
