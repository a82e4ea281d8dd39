package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that change while webhooks come in. */
class CatalogueStoryTest {
  private final Story story = new Story();

  @BeforeEach
  void anIntegrationWithAStack() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setRevision(5).build());
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aStackThatMovedToAnotherRepositoryIsFoundThereAlone() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setRepository("dns").setRevision(6).build());

    assertNoTargets();

    story.publish(Topics.STACKS, "network", Samples.stack("network").setRevision(7).build());
    assertStarted();
  }

  @Test
  void aDeletedStackIsGone() {
    story.publish(Topics.STACKS, "network", null);

    assertNoTargets();
  }

  @Test
  void anOlderRevisionIsIgnored() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network").setIsDisabled(true).setRevision(4).build());

    assertStarted();
  }

  @Test
  void theSameRevisionReadAgainChangesNothing() {
    story.publish(Topics.STACKS, "network", Samples.stack("network").setRevision(5).build());

    assertStarted();
  }

  @Test
  void namesAreComparedWithoutCase() {
    story.publish(
        Topics.STACKS,
        "network",
        Samples.stack("network")
            .setNamespace("PAYMENTS")
            .setRepository("Infra")
            .setRevision(6)
            .build());

    assertStarted();
  }

  @Test
  void repositoriesAccountsAndProductsWithSimilarNamesAreOthers() {
    story
        .publish(Topics.STACKS, "a", Samples.stack("a").setRepository("infra2").build())
        .publish(Topics.STACKS, "b", Samples.stack("b").setNamespace("payments2").build())
        .publish(Topics.STACKS, "c", Samples.stack("c").setAccountId("ACME2").build())
        .publish(
            Topics.STACKS,
            "d",
            Samples.stack("d").setProvider(Provider.BITBUCKET_DATACENTER).build());

    assertStarted();
  }

  @Test
  void aRecordThatIsNoAvroBecomesADeadLetterAndTheStackStaysAsItWas() {
    story.raw(Topics.STACKS, "ACME/network", "garbage".getBytes(UTF_8));

    DeadLetter letter = story.catalogueFaults.getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.getOriginTopic()).isEqualTo(Topics.STACKS.name());
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap("garbage".getBytes(UTF_8)));
    assertStarted();
  }

  @Test
  void aRecordThatMakesNoSenseBecomesADeadLetterAndTheStackStaysAsItWas() {
    story
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setProvider(Provider.UNKNOWN).setRevision(6).build())
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network").setRepository("a/b").setRevision(7).build());

    assertThat(story.catalogueFaults)
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.INVALID_RECORD, DeadLetterReason.INVALID_RECORD);
    assertStarted();
  }

  private void assertStarted() {
    story.deliver(push("started", branch("main", 'a', 'b')));
    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
  }

  private void assertNoTargets() {
    story.deliver(push("nobody", branch("dev", 'a', 'b')));
    assertThat(story.outcomes()).isEmpty();
  }
}
