package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.failed;
import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom it serves that Bitbucket did not answer: who has waited, and nobody else. */
class FailedLookupStoryTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStackInAFolder() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aFailedAnswerCountsAsFilesThatAreNotKnownAndIsAskedForAgainLater() {
    story.deliver(push("d1", branch("main", 'a', 'b'))).answer(failed(question()));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    assertThat(story.commands())
        .extracting(RunCommand::getChangedFilesKnown)
        .containsExactly(false);

    story.passing(A_MOMENT).deliver(push("d2", branch("dev", 'a', 'b')));

    assertThat(story.questions()).hasSize(1);
    assertThat(story.decisions()).isEmpty();
  }

  @Test
  void askingAnewTakesItFromNobodyWhoHasWaitedForIt() {
    story
        .deliver(push("d1", branch("main", '1', '2')))
        .deliver(push("d2", branch("main", 'a', 'b')));
    List<LookupRequest> questions = story.questions();
    story.answer(failed(questions.get(1))).passing(A_MOMENT);

    story.deliver(push("d3", branch("dev", 'a', 'b')));
    LookupRequest anew = question();
    assertThat(anew.getLookupId()).isEqualTo(questions.get(1).getLookupId());
    story.answer(files(questions.get(0), "prod/a.tf"));

    assertThat(decided()).containsExactly("d1", "d2");
    story.answer(files(anew, "dev/a.tf"));
    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
  }

  /** Nor when its question only comes up while it waits for something else. */
  @Test
  void aFailureFromBeforeAnEventIsNotItsAnswer() {
    releaseStack("dns");
    story.deliver(push("d1", branch("x", null, 'b')));
    List<LookupRequest> questions = story.questions();
    assertThat(questions).extracting(LookupRequest::getBranch).containsExactly("release", "main");
    story.answer(failed(questions.get(0))).answer(files(questions.get(1), "prod/a.tf"));
    assertThat(decided()).containsExactly("d1");
    story.publish(Topics.STACKS, "dns", null).passing(Duration.ofMinutes(50));

    story.deliver(push("d2", branch("y", '1', '2'))).deliver(push("d3", branch("z", null, 'b')));
    LookupRequest first = question();
    releaseStack("dns-anew");
    story.answer(files(first, "prod/a.tf"));

    assertThat(decided()).containsExactly("d2");
    assertThat(question().getBranch()).isEqualTo("release");
  }

  private void releaseStack(String id) {
    story.publish(
        Topics.STACKS, id, Samples.stack(id).setBranch("release").setProjectRoot("dev").build());
  }

  private LookupRequest question() {
    List<LookupRequest> questions = story.questions();
    assertThat(questions).hasSize(1);
    return questions.getFirst();
  }

  private List<String> decided() {
    return story.decisions().stream().map(Decision::getDeliveryId).toList();
  }
}
