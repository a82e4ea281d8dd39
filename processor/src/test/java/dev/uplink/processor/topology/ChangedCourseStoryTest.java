package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What branches, pull requests and stacks go to turns out to be something else on the way. */
class ChangedCourseStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    story.publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build());
    stack(Samples.stack("network"));
  }

  @AfterEach
  void close() {
    story.close();
  }

  /** The branch is deleted by the merge; which of the three is told first is anybody's guess. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "push deletion end",
        "push end deletion",
        "deletion push end",
        "deletion end push",
        "end push deletion",
        "end deletion push"
      })
  void aSquashedMergeRunsOnceAndEndsWhatWasProposedInWhateverOrderItIsTold(String order) {
    Map<String, RawWebhook> merge =
        Map.of(
            "push", push("push", branch("main", 'a', 'c')),
            "deletion", push("deletion", branch("dev", 'b', null)),
            "end", pullRequest("end", "pullrequest:fulfilled", 'b', "main"));
    story
        .deliver(push("d1", branch("dev", 'a', 'b')))
        .deliver(pullRequest("d2", "pullrequest:created", 'b', "main"));
    story.commands();

    for (String what : order.split(" ", -1)) {
      story.deliver(Objects.requireNonNull(merge.get(what)));
    }

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getRunType, RunCommand::getCommitSha)
        .containsExactlyInAnyOrder(
            tuple(RunAction.START, RunType.TRACKED, sha('c')),
            tuple(RunAction.STOP, RunType.PROPOSED, sha('b')));
  }

  @Test
  void eachTargetOfAPullRequestHasADifferenceOfItsOwn() {
    stack(Samples.stack("network").setProjectRoot("prod").setRevision(2));
    story.deliver(pullRequest("d1", "pullrequest:created", 'b', "main"));
    answer("dev/a.tf");
    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");

    story.deliver(pullRequest("d2", "pullrequest:updated", 'b', "release"));
    answer("prod/a.tf");
    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");

    story.deliver(pullRequest("d3", "pullrequest:updated", 'b', "main"));
    assertThat(story.outcomes()).containsExactly("network DEDUPLICATED SAME_RUN");
  }

  @Test
  void aRunIsWantedByEachPullRequestOfItsBranch() {
    story
        .deliver(push("d1", branch("dev", 'a', 'b')))
        .deliver(pullRequest("d2", "pullrequest:created", 'b', "main"))
        .deliver(numbered(8, pullRequest("d3", "pullrequest:created", 'b', "release")))
        .deliver(pullRequest("d4", "pullrequest:rejected", 'b', "main"))
        .deliver(push("d5", branch("dev", 'b', null)));
    assertThat(story.commands())
        .extracting(RunCommand::getAction)
        .containsExactly(RunAction.START, RunAction.UPDATE);

    story.deliver(numbered(8, pullRequest("d6", "pullrequest:rejected", 'b', "release")));

    assertThat(story.commands()).extracting(RunCommand::getAction).containsExactly(RunAction.STOP);
  }

  /**
   * Bitbucket pushes the new name and deletes the old one; the stack is given the new one later.
   */
  @Test
  void aTrackedBranchThatIsRenamedRunsNoCommitTwice() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    RawWebhook renamed = push("d2", branch("trunk", null, 'b'), branch("main", 'b', null));
    story.deliver(renamed);
    stack(Samples.stack("network").setBranch("trunk").setRevision(2));

    story
        .deliver(Bitbucket.again("d2-anew", renamed))
        .deliver(push("d3", branch("trunk", 'b', 'c')));

    assertThat(story.commands())
        .extracting(RunCommand::getAction, RunCommand::getRunType, RunCommand::getCommitSha)
        .containsExactly(
            tuple(RunAction.START, RunType.TRACKED, sha('b')),
            tuple(RunAction.START, RunType.TRACKED, sha('c')));
  }

  /** A push that is told again is judged by what is tracked now. */
  @Test
  void aStackThatTracksAnotherBranchRunsThatOnesHeadWhenItIsToldAgain() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'b', 'c')));
    stack(Samples.stack("network").setBranch("dev").setRevision(2));
    story.decisions();

    story
        .deliver(push("d2-anew", branch("dev", 'b', 'c')))
        .deliver(push("d1-anew", branch("main", 'a', 'b')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network STARTED TRACKED", "network STARTED PROPOSED");
  }

  private void stack(Stack.Builder stack) {
    story.publish(Topics.STACKS, "network", stack.build());
  }

  /** Questions for whole hashes are answered too. */
  private void answer(String path) {
    List<LookupRequest> questions = story.questions();
    assertThat(questions).isNotEmpty();
    for (LookupRequest question : questions) {
      story.answer(
          question.getKind() == LookupKind.FULL_HASH
              ? Bitbucket.commit(question, 'b')
              : Bitbucket.files(question, path));
    }
  }

  /** Of pull request 7, from dev. */
  private static RawWebhook pullRequest(
      String deliveryId, String eventKey, char head, String target) {
    RawWebhook toMain = Bitbucket.pullRequest(deliveryId, eventKey, head);
    return Bitbucket.with(toMain, "\"name\": \"main\"", "\"name\": \"" + target + "\"");
  }

  private static RawWebhook numbered(int id, RawWebhook ofSeven) {
    return Bitbucket.with(ofSeven, "\"id\": 7,", "\"id\": " + id + ",");
  }
}
