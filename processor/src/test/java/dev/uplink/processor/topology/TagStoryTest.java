package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static dev.uplink.processor.topology.Pushes.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags, for a stack that tracks those that begin with v and one that tracks none. */
class TagStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void aStackThatTracksTagsAndOneThatDoesNot() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "dns", Samples.stack("dns").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setTrackTags("v*").build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aTagStartsATrackedRunOfWhoAsksForIt() {
    story.deliver(push("d1", tag("v1", 'b')));

    assertThat(story.commands())
        .extracting(RunCommand::getTargetId, RunCommand::getBranch, RunCommand::getCommitSha)
        .containsExactly(tuple("network", "v1", sha('b')));
    assertThat(story.outcomes())
        .containsExactly("dns IGNORED TAG_PUSHED", "network STARTED TRACKED");
  }

  /** Each tag still stands at its commit, however many pushes came after it. */
  @Test
  void anOldTagThatIsToldAgainStartsNothing() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", tag("v1", 'b')))
        .deliver(push("d3", tag("v2", '1')));
    for (char commit = 'b'; commit < 'f'; commit++) {
      story.deliver(push("d-" + commit, branch("main", commit, (char) (commit + 1))));
    }
    for (char commit = '2'; commit < '8'; commit++) {
      story.deliver(push("d-" + commit, tag("v1." + commit, commit)));
    }
    story.decisions();

    story
        .deliver(push("d2-anew", tag("v1", 'b')))
        .deliver(push("d3-anew", tag("v2", '1')))
        .deliver(push("d-2-anew", tag("v1.2", '2')))
        .deliver(push("d-e-anew", branch("main", 'e', 'f')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .filteredOn(text -> text.startsWith("network"))
        .containsOnly("network DEDUPLICATED SAME_RUN")
        .hasSize(4);
  }

  @Test
  void aTagOfTheHeadOfMainHasItsRunAlready() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.decisions();

    story.deliver(push("d2", tag("v1", 'b')));

    assertThat(story.outcomes())
        .containsExactly("dns IGNORED TAG_PUSHED", "network DEDUPLICATED SAME_RUN");
  }

  @Test
  void aTagOfAnOlderCommitRunsItAndAnotherTagOfItDoesNot() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')));
    story.decisions();

    story.deliver(push("d3", tag("v1", 'b'))).deliver(push("d4", tag("v1-final", 'b')));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "dns IGNORED TAG_PUSHED",
            "network STARTED TRACKED",
            "dns IGNORED TAG_PUSHED",
            "network DEDUPLICATED SAME_RUN");
  }

  @Test
  void filesAreNotAskedFor() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setTrackTags("v*").setProjectRoot("prod").setRevision(2).build());

    story.deliver(push("d1", tag("v1", 'b')));

    assertThat(story.questions()).isEmpty();
    assertThat(story.outcomes()).contains("network STARTED TRACKED");
  }

  /** Data Center names the tag object, and only newer ones the commit beside it. */
  @Test
  void theCommitOfAnAnnotatedTagIsAskedFor() {
    story
        .publish(
            Topics.INTEGRATIONS,
            "dc",
            Samples.integration("dc").setProvider(Provider.BITBUCKET_DATACENTER).build())
        .publish(
            Topics.STACKS, "dc", RefsChanged.stack("pay").setId("dc").setTrackTags("v*").build());
    story.deliver(
        RefsChanged.webhook(
            RefsChanged.INFRA,
            "pay",
            "",
            RefsChanged.change("refs/tags/v1", sha('0'), sha('d'), "ADD")));
    List<LookupRequest> questions = story.questions();
    assertThat(questions).extracting(LookupRequest::getKind).containsExactly(LookupKind.TAG_COMMIT);
    assertThat(questions.getFirst().getBranch()).isEqualTo("v1");

    story.answer(Bitbucket.commit(questions.getFirst(), 'b'));

    assertThat(story.commands()).extracting(RunCommand::getCommitSha).containsExactly(sha('b'));
  }
}
