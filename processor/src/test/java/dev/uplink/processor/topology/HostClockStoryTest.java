package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host whose clock is ahead of all others, and then is replaced by one whose clock is right:
 * after a restart the wall clock stands at the beginning of the story again. The stack's root is
 * prod.
 */
class HostClockStoryTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private Story story = new Story();

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

  @ParameterizedTest
  @ValueSource(ints = {30, 180})
  void whatItAskedIsAskedAgainAndIsNotWaitedForUntilThen(int minutesAhead) {
    story.wallClock(Duration.ofMinutes(minutesAhead));
    story.deliver(push("d1", branch("main", 'a', 'b')));
    assertThat(story.questions()).hasSize(1);

    story = story.restarted();
    story.deliver(push("d2", branch("dev", 'a', 'b')));

    assertThat(story.questions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 180})
  void answersAreKeptAfterItAsBefore(int minutesAhead) {
    story.wallClock(Duration.ofMinutes(minutesAhead));
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.answer(files(story.questions().getFirst(), "prod/a.tf"));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");

    story = story.restarted();
    story.deliver(push("d2", branch("main", 'b', 'c')));
    story.answer(files(story.questions().getFirst(), "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 180})
  void whatWaitedThereWaitsNoLongerThanElsewhere(int minutesAhead) {
    story.wallClock(Duration.ofMinutes(minutesAhead));
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')));

    story = story.restarted();
    story.passing(A_MOMENT).passing(Limits.LOOKUP_WAIT.minus(A_MOMENT));
    assertThat(story.decisions()).isEmpty();
    story.passing(A_MOMENT);

    assertThat(story.decisions()).hasSize(2);
  }
}
