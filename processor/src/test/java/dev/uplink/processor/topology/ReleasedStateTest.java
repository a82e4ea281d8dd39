package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.serde.ReleasedSchemas;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A processor that was upgraded goes on with what the older one remembered. */
class ReleasedStateTest {
  private final Story story = ReleasedState.begin(new Story());

  static List<String> versions() {
    return ReleasedSchemas.VERSIONS;
  }

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDeliveryOfThatTimeIsKnown(String version) throws IOException {
    story.knowing(ReleasedState.of(version)).deliver(push("d1", branch("main", 'a', 'b')));

    assertThat(story.decisions()).isEmpty();
    assertThat(story.count("uplink.processor.repeated.deliveries")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatWaitedThenIsDecidedByItsAnswer(String version) throws IOException {
    story.knowing(ReleasedState.of(version)).answer(files(askedThen(), "prod/a.tf"));

    assertThat(story.outcomes())
        .containsExactly("cluster STARTED TRACKED", "network STARTED TRACKED");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRunOfThatTimeIsSuperseded(String version) throws IOException {
    story.knowing(ReleasedState.of(version)).answer(files(askedThen(), "prod/a.tf"));
    story.commands();

    story.deliver(push("d4", branch("feature", 'c', 'e')));
    story.answer(files(story.questions().getLast(), "prod/c.tf"));

    assertThat(story.commands())
        .filteredOn(command -> command.getAction() == RunAction.STOP)
        .hasSize(2)
        .allSatisfy(stop -> assertThat(stop.getReason()).isEqualTo("SUPERSEDED"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whereABranchStoodThenIsKnown(String version) throws IOException {
    story.knowing(ReleasedState.of(version)).answer(files(askedThen(), "prod/a.tf"));
    story.decisions();

    story.deliver(push("d4", branch("feature", 'a', 'b')));

    assertThat(story.outcomes())
        .containsExactly("cluster IGNORED OLDER_PUSH", "network IGNORED OLDER_PUSH");
  }

  /** Its id follows from what it asks, so it is the same by every version. */
  private static LookupRequest askedThen() {
    try (Story then = ReleasedState.tell(new Story())) {
      return then.questions().getLast();
    }
  }
}
