package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.commit;
import static dev.uplink.processor.topology.Bitbucket.fork;
import static dev.uplink.processor.topology.Bitbucket.pullRequest;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A branch and its pull request. */
class PullRequestStoryTest {
  private static final String CREATED = "pullrequest:created";
  private static final String UPDATED = "pullrequest:updated";

  private final Story story = new Story();

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
  void aPushAndItsPullRequestMakeOneRunWhichIsToldOfThePullRequestOnce() {
    story.deliver(push("d1", branch("dev", 'a', 'b')));
    RunCommand start = story.commands().getFirst();
    assertThat(start.getPullRequestId()).isNull();

    story
        .deliver(pullRequest("d2", CREATED, 'b'))
        .deliver(pullRequest("d3", "pullrequest:approved", 'b'));

    List<RunCommand> commands = story.commands();
    assertThat(commands).hasSize(1);
    RunCommand update = commands.getFirst();
    assertThat(update.getAction()).isEqualTo(RunAction.UPDATE);
    assertThat(update.getRunId()).isEqualTo(start.getRunId());
    assertThat(update.getPullRequestId()).isEqualTo(7);
    assertThat(update.getDeliveryId()).isEqualTo("d2");
    assertThat(update.getCommitSha()).isEqualTo(sha('b'));
    assertThat(update.getCommandId()).isNotEqualTo(start.getCommandId());
  }

  @Test
  void aPullRequestThatComesFirstStartsTheRunAndItsPushNone() {
    story.deliver(pullRequest("d1", CREATED, 'b'));
    story.answer(commit(question(), 'b'));
    assertThat(story.commands()).extracting(RunCommand::getPullRequestId).containsExactly(7L);

    story.deliver(push("d2", branch("dev", 'a', 'b')));

    assertThat(story.commands()).isEmpty();
    assertThat(story.decisions().getLast().getOutcomes().getFirst().getRunId()).isNotNull();
  }

  @Test
  void editingATitleAndAddingAReviewerStartNothing() {
    opened();

    story
        .deliver(pullRequest("e1", UPDATED, 'b'))
        .deliver(pullRequest("e2", "pullrequest:changes_request_created", 'b'));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network IGNORED PULL_REQUEST_UNCHANGED", "network IGNORED REVIEW_ONLY");
    assertThat(story.commands()).isEmpty();
  }

  @Test
  void newCommitsEndTheRunOfTheOldOnesWhenBranchAndPullRequestHaveLeft() {
    RunCommand first = opened();

    story.deliver(push("d3", branch("dev", 'b', 'c')));
    assertThat(story.commands()).extracting(RunCommand::getAction).containsExactly(RunAction.START);
    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");
    story.deliver(pullRequest("d4", UPDATED, 'c'));

    assertThat(story.outcomes())
        .containsExactly("network DEDUPLICATED SAME_RUN", "network STOPPED SUPERSEDED");
    RunCommand stop = story.commands().getLast();
    assertThat(stop)
        .isEqualTo(
            RunCommand.newBuilder(first)
                .setAction(RunAction.STOP)
                .setReason("SUPERSEDED")
                .setDeliveryId("d4")
                .setCommandId(stop.getCommandId())
                .build());
    assertThat(stop.getCommandId()).isNotEqualTo(first.getCommandId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pullrequest:fulfilled", "pullrequest:rejected"})
  void whatNeitherBranchNorPullRequestWantsIsStopped(String end) {
    RunCommand run = opened();

    story.deliver(pullRequest("d3", end, 'b'));
    assertThat(story.commands()).isEmpty();
    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_CLOSED");
    story.deliver(push("d4", branch("dev", 'b', null)));

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getRunId, RunCommand::getDeliveryId)
        .containsExactly(tuple(RunAction.STOP, run.getRunId(), "d4"));
  }

  @Test
  void aRunThatEndedByItselfIsNotStopped() {
    RunCommand run = opened();
    story.update(Bitbucket.update(run, "FINISHED"));

    story
        .deliver(push("d3", branch("dev", 'b', null)))
        .deliver(pullRequest("d4", "pullrequest:rejected", 'b'));

    assertThat(story.commands()).isEmpty();
  }

  @Test
  void trackedRunsAreNeverStoppedByPushes() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')));

    assertThat(story.commands())
        .extracting(RunCommand::getAction)
        .containsExactly(RunAction.START, RunAction.START);
  }

  @Test
  void aCommitThatWasSupersededRunsAgainWhenABranchReturnsToIt() {
    story
        .deliver(push("d1", branch("dev", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'b', 'c')))
        .deliver(push("d3", Pushes.forced("dev", 'c', 'b')));

    assertThat(story.decisions().getLast().getOutcomes())
        .extracting(outcome -> outcome.getOutcome().toString())
        .containsExactly("STARTED", "STOPPED");
  }

  @Test
  void theHeadOfAForkIsAskedForInTheForkAndItRunsOnlyWhereForksMay() {
    story.publish(Topics.STACKS, "dns", Samples.stack("dns").setAllowFork(true).build());

    story.deliver(fork("d1", CREATED, 'b'));
    LookupRequest question = question();
    assertThat(question.getKind()).isEqualTo(LookupKind.FULL_HASH);
    assertThat(question.getNamespace()).isEqualTo("ada");
    story.answer(commit(question, 'b'));

    assertThat(story.outcomes())
        .containsExactly("dns STARTED PROPOSED", "network REJECTED FORK_NOT_ALLOWED");
  }

  /** Its statuses are told there, so the notifier has to know. */
  @Test
  void eachOutcomeOfAForkNamesTheForkAndThoseOfABranchNone() {
    story.publish(Topics.STACKS, "dns", Samples.stack("dns").setAllowFork(true).build());

    story.deliver(fork("d1", CREATED, 'b'));
    story.answer(commit(question(), 'b'));
    Decision ofFork = story.decisions().getLast();
    story.deliver(push("d2", branch("dev", 'a', 'b'))).deliver(pullRequest("d3", UPDATED, 'b'));

    assertThat(ofFork.getOutcomes())
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome.getForkNamespace()).isEqualTo("ada"))
        .allSatisfy(outcome -> assertThat(outcome.getForkRepository()).isEqualTo("infra"));
    assertThat(story.decisions())
        .hasSizeGreaterThan(0)
        .flatExtracting(Decision::getOutcomes)
        .allSatisfy(outcome -> assertThat(outcome.getForkNamespace()).isNull())
        .allSatisfy(outcome -> assertThat(outcome.getForkRepository()).isNull());
  }

  /** Each has its own webhook: what one has told is not told again to the other's targets. */
  @Test
  void anUpdateIsNewsForTheTargetsOfEachIntegration() {
    story
        .publish(Topics.INTEGRATIONS, "bb-2", Samples.integration("bb-2").build())
        .publish(
            Topics.STACKS,
            "dns",
            Samples.stack("dns").setIntegrationId("bb-2").setAllowFork(true).build())
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setAllowFork(true).setRevision(2).build());
    story.deliver(fork("d1", UPDATED, 'b')).answer(commit(question(), 'b'));
    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");

    story.deliver(RawWebhook.newBuilder(fork("d2", UPDATED, 'b')).setIntegrationId("bb-2").build());

    assertThat(story.outcomes()).containsExactly("dns STARTED PROPOSED");
  }

  /** Nothing would ever stop what it starts. */
  @Test
  void anOpeningThatIsHeardOfAfterTheEndStartsNothing() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'a', 'c')));
    story.deliver(pullRequest("d4", "pullrequest:rejected", 'c'));
    story.decisions();

    story.deliver(pullRequest("d3", CREATED, 'c'));

    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_CLOSED");
  }

  /** A run of commit b that branch and pull request want. */
  private RunCommand opened() {
    story.deliver(push("d1", branch("dev", 'a', 'b'))).deliver(pullRequest("d2", CREATED, 'b'));
    story.decisions();
    return story.commands().getFirst();
  }

  private LookupRequest question() {
    List<LookupRequest> questions = story.questions();
    assertThat(questions).hasSize(1);
    return questions.getFirst();
  }
}
