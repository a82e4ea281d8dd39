package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.account;
import static dev.uplink.processor.topology.Bitbucket.comment;
import static dev.uplink.processor.topology.Bitbucket.commentBy;
import static dev.uplink.processor.topology.Bitbucket.failed;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comments on a pull request whose branch stands at b, and has a run. */
class CommentStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void aPushedBranchOfAStack() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").build())
        .deliver(push("d0", branch("dev", 'a', 'b')));
    story.decisions();
    story.commands();
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void eachCommandToProposeStartsAnotherRun() {
    story.deliver(comment("d1", 'b', "/spacelift propose network"));
    assertThat(story.decisions()).isEmpty();
    story.answer(account(question(), "{uplink}"));

    story.deliver(comment("d2", 'b', "/spacelift propose network"));

    assertThat(story.questions()).isEmpty();
    List<RunCommand> commands = story.commands();
    assertThat(commands)
        .extracting(RunCommand::getAction, RunCommand::getRunType, RunCommand::getPullRequestId)
        .containsOnly(tuple(RunAction.START, RunType.PROPOSED, 7L))
        .hasSize(2);
    assertThat(commands).extracting(RunCommand::getRunId).doesNotHaveDuplicates();
  }

  @Test
  void oneCommentThatTwoHooksTellOfIsObeyedOnce() {
    known();
    RawWebhook told = comment("d2", 'b', "/spacelift propose network");
    story.deliver(told);
    story.commands();
    story.decisions();

    story.deliver(Bitbucket.again("d3", told));

    assertThat(story.commands()).isEmpty();
    assertThat(story.decision().getIgnoredReason()).isEqualTo(IgnoredReason.COMMENT_REPEATED);
  }

  /** That of the push, and those that were asked for. */
  @Test
  void allRunsOfACommitEndWithIt() {
    known();
    story.deliver(comment("d2", 'b', "/spacelift propose network"));
    story.commands();

    story
        .deliver(push("d3", branch("dev", 'b', 'c')))
        .deliver(Bitbucket.pullRequest("d4", "pullrequest:updated", 'c'));

    assertThat(story.commands())
        .filteredOn(command -> command.getAction() == RunAction.STOP)
        .hasSize(3)
        .extracting(RunCommand::getReason)
        .containsOnly("SUPERSEDED");
  }

  @Test
  void aDeploymentIsStartedOnceAndOnlyWhereItMayBeAskedFor() {
    known();
    story.publish(
        Topics.STACKS,
        "dns",
        Samples.stack("dns").setCommentCommands(List.of(CommentCommand.DEPLOY)).build());

    story
        .deliver(comment("d2", 'b', "/spacelift deploy *"))
        .deliver(comment("d3", 'b', "/spacelift deploy dns"));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "dns STARTED TRACKED",
            "network REJECTED COMMAND_NOT_ALLOWED",
            "dns DEDUPLICATED SAME_RUN",
            "network IGNORED NOT_NAMED");
  }

  @Test
  void ourOwnAccountIsNotObeyed() {
    story
        .deliver(commentBy("{uplink}", "d1", 'b', "/spacelift propose network"))
        .answer(account(question(), "{uplink}", "557058:1"));

    assertThat(story.decision().getIgnoredReason()).isEqualTo(IgnoredReason.COMMENT_BY_INTEGRATION);
    assertThat(story.commands()).isEmpty();
  }

  @Test
  void whileNobodyKnowsWhoWeAreNobodyIsObeyed() {
    story.deliver(comment("d1", 'b', "/spacelift propose network")).answer(failed(question()));

    Decision decision = story.decision();
    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.COMMENT_AUTHOR_UNKNOWN);
    assertThat(decision.getDetail()).endsWith("Bitbucket answered 500");
  }

  /** On Cloud a token needs a scope for it that nothing else needs. */
  @Test
  void whoMayNotKnowWhoTheyAreObeyAllTheSameAndSaySo() {
    story.deliver(comment("d1", 'b', "/spacelift propose network")).answer(account(question()));

    Decision decision = story.decision();
    assertThat(Story.texts(decision)).containsExactly("network STARTED PROPOSED");
    assertThat(decision.getDetail())
        .isEqualTo(
            "Bitbucket does not tell the integration's credentials whose they are: its own comments"
                + " would be obeyed too");
  }

  @Test
  void whatIsNoCommandWaitsForNothing() {
    story
        .deliver(comment("d1", 'b', "looks good"))
        .deliver(comment("d2", 'b', "/spacelift help"))
        .deliver(comment("d3", 'b', "/spacelift unlock network"));

    assertThat(story.questions()).isEmpty();
    assertThat(story.decisions())
        .extracting(Decision::getIgnoredReason)
        .containsExactly(
            IgnoredReason.COMMENT_WITHOUT_COMMAND,
            IgnoredReason.COMMAND_HELP,
            IgnoredReason.COMMAND_UNKNOWN);
  }

  @Test
  void aNameThatIsNotKnownIsToldOf() {
    known();

    story
        .deliver(comment("d2", 'b', "/spacelift propose Network dns"))
        .deliver(comment("d3", 'b', "/spacelift propose dns"));

    List<Decision> decisions = story.decisions();
    assertThat(decisions)
        .extracting(Decision::getDetail)
        .containsOnly("the repository has no stack or module called dns");
    assertThat(Story.texts(decisions.getFirst())).containsExactly("network STARTED PROPOSED");
    assertThat(decisions.getLast().getIgnoredReason()).isEqualTo(IgnoredReason.COMMAND_UNKNOWN);
  }

  @Test
  void aCommandWhereNobodyListensIsIgnoredForThatReason() {
    story.publish(Topics.STACKS, "network", null);

    story.deliver(comment("d1", 'b', "/spacelift propose network"));

    assertThat(story.decision().getIgnoredReason()).isEqualTo(IgnoredReason.NO_TARGETS);
  }

  @Test
  void aCommandOnAPullRequestThatIsOverIsIgnoredForThatReason() {
    story.deliver(Bitbucket.commentOnMerged("d1", 'b', "/spacelift propose network"));

    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_CLOSED");
  }

  /** It was written before; of what it started nothing would be stopped by the end. */
  @Test
  void aCommandThatIsHeardOfAfterTheEndComesTooLateThoughItsBodySaysOpen() {
    known();
    story.deliver(Bitbucket.pullRequest("d2", "pullrequest:fulfilled", 'b'));
    story.decisions();

    story.deliver(comment("d3", 'b', "/spacelift propose network"));

    assertThat(story.outcomes()).containsExactly("network IGNORED PULL_REQUEST_CLOSED");
    assertThat(story.questions()).isEmpty();
  }

  /** Who we are is known from now on. */
  private void known() {
    story
        .deliver(comment("d1", 'b', "/spacelift propose network"))
        .answer(account(question(), "{uplink}"));
    story.decisions();
    story.commands();
  }

  private LookupRequest question() {
    List<LookupRequest> questions = story.questions();
    assertThat(questions)
        .extracting(LookupRequest::getKind)
        .containsExactly(LookupKind.OWN_ACCOUNT);
    return questions.getFirst();
  }
}
