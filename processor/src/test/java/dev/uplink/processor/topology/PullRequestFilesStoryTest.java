package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Bitbucket.filesAt;
import static dev.uplink.processor.topology.Bitbucket.pullRequest;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bitbucket tells the files of a pull request as it is when it is asked, which may be after the
 * next push. The stack's root is prod; the branch stands at b.
 */
class PullRequestFilesStoryTest {
  private static final String OPENED = "pullrequest:created";
  private static final String APPROVED = "pullrequest:approved";

  private final Story story = new Story();

  @BeforeEach
  void aPushedBranch() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .deliver(push("d0", branch("dev", 'a', 'b')))
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build());
    story.decisions();
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void eachHeadIsAQuestionOfItsOwn() {
    story.deliver(pullRequest("d1", OPENED, 'b'));
    LookupRequest first = question();
    assertThat(first.getKind()).isEqualTo(LookupKind.PULL_REQUEST_FILES);
    assertThat(first.getToSha()).isEqualTo(sha('b').substring(0, 12));
    story.answer(files(first, "prod/a.tf"));

    story
        .publish(Topics.STACKS, "network", null)
        .deliver(push("d2", branch("dev", 'b', 'c')))
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build())
        .deliver(pullRequest("d3", "pullrequest:updated", 'c'));

    assertThat(question().getLookupId()).isNotEqualTo(first.getLookupId());
  }

  @Test
  void filesOfAnotherHeadAreNotThoseOfThisOne() {
    story.deliver(pullRequest("d1", OPENED, 'b')).answer(filesAt(question(), 'c', "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");
    RunCommand start = story.commands().getFirst();
    assertThat(start.getCommitSha()).isEqualTo(sha('b'));
    assertThat(start.getChangedFilesKnown()).isFalse();
  }

  @Test
  void filesOfTheHeadAreHoweverManyDigitsOfItAreTold() {
    story.deliver(pullRequest("d1", OPENED, 'b')).answer(filesAt(question(), 'b', "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
  }

  /** They would be for an hour, and the branch may come back to it. */
  @Test
  void norAreTheyKeptForWhoAsksLater() {
    story.deliver(pullRequest("d1", OPENED, 'b'));
    LookupRequest first = question();
    story.answer(filesAt(first, 'c', "dev/a.tf")).passing(Duration.ofMinutes(1));
    story.update(Bitbucket.update(story.commands().getFirst(), "STOPPED"));
    story.decisions();

    story.deliver(pullRequest("d2", APPROVED, 'b'));
    LookupRequest anew = question();
    assertThat(anew.getLookupId()).isEqualTo(first.getLookupId());
    story.answer(filesAt(anew, 'b', "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
    story.passing(Duration.ofMinutes(1)).deliver(pullRequest("d3", APPROVED, 'b'));
    assertThat(story.questions()).isEmpty();
  }

  private LookupRequest question() {
    List<LookupRequest> questions = story.questions();
    assertThat(questions).hasSize(1);
    return questions.getFirst();
  }
}
