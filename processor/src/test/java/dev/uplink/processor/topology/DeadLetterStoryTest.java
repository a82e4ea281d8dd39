package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could not be understood, and what could. */
class DeadLetterStoryTest {
  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {               | NOT_JSON
          []              | NOT_AN_OBJECT
          {"a":1,"a":2}   | DUPLICATE_KEYS
          """)
  void aBodyThatIsNoProperObjectIsADeadLetterWithItsReason(String body, DeadLetterReason reason) {
    story.deliver(Samples.webhook("d1", "repo:push", body));

    DeadLetter letter = story.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getDeliveryId()).isEqualTo("d1");
    assertThat(letter.getStage()).isEqualTo("decide");
    assertThat(letter.getApplication()).isEqualTo("processor");
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(Samples.KEY.getBytes(UTF_8)));
    assertThat(story.decisions()).isEmpty();
  }

  @Test
  void aDeadLetterIsKeyedByItsOriginAndKeepsTheRecordsBytes() {
    story.deliver(Samples.webhook("d1", "repo:push", "{"));

    var letter = story.output(Topics.DEAD_LETTERS).readKeyValue();
    assertThat(letter.key).isEqualTo("uplink.webhooks/0/0");
    assertThat(story.webhook(letter.value.getValue()).getDeliveryId()).isEqualTo("d1");
  }

  @Test
  void aDeadDeliveryThatComesAgainIsNoSecondDeadLetter() {
    story.deliver(Samples.webhook("d1", "repo:push", "{"));
    story.deliver(Samples.webhook("d1", "repo:push", "{"));

    assertThat(story.deadLetters()).hasSize(1);
  }

  @Test
  void aBodyAboutAnotherRepositoryThanItsKeyIsADeadLetter() {
    story.deliver(
        Samples.webhook("d1", "repo:fork", "{\"repository\":{\"full_name\":\"payments/other\"}}"));

    assertThat(story.deadLetters().getFirst().getReason())
        .isEqualTo(DeadLetterReason.REPOSITORY_MISMATCH);
  }

  @Test
  void aBodyInAnotherCaseIsAboutTheSameRepository() {
    story.deliver(
        Samples.webhook("d1", "repo:fork", "{\"repository\":{\"full_name\":\"Payments/INFRA\"}}"));

    assertThat(story.decision().getNamespace()).isEqualTo("Payments");
  }

  @ParameterizedTest
  @CsvSource({
    "ACME/bitbucket-cloud/payments/other,REPOSITORY_MISMATCH",
    "OTHER/bitbucket-cloud/payments/infra,REPOSITORY_MISMATCH",
    "ACME/bitbucket-datacenter/payments/infra,REPOSITORY_MISMATCH",
    "payments/infra,INVALID_RECORD",
    "'',INVALID_RECORD"
  })
  void aRecordUnderAnotherKeyThanItsRepositoryIsADeadLetter(String key, DeadLetterReason reason) {
    story.deliver(key, push("d1", branch("main", 'a', 'b')));

    assertThat(story.deadLetters().getFirst().getReason()).isEqualTo(reason);
  }

  @Test
  void aPushUnderAKeyWithoutRepositoryIsDecidedAndNotLost() {
    RepositoryKey key = RepositoryKey.parse("ACME/bitbucket-cloud/-/d1");
    String body = new String(push("d1", branch("main", 'a', 'b')).getBody().array(), UTF_8);

    story.deliver(Story.webhook(key, "d1", "bb", "repo:push", body));

    Decision decision = story.decision();
    assertThat(decision.getIgnoredReason()).isEqualTo(IgnoredReason.REPOSITORY_UNKNOWN);
    assertThat(story.deadLetters()).isEmpty();
  }

  @Test
  void aWebhookTombstoneIsADeadLetter() {
    story.deliver(Samples.KEY, null);

    assertThat(story.deadLetters().getFirst().getReason())
        .isEqualTo(DeadLetterReason.UNEXPECTED_TOMBSTONE);
  }

  @Test
  void aRecordThatIsNoAvroIsADeadLetterAndThoseBehindItGoOn() {
    story.raw(Topics.WEBHOOKS, Samples.KEY, "garbage".getBytes(UTF_8));
    story.deliver(push("d1", branch("main", 'a', 'b')));

    DeadLetter letter = story.deadLetters().getFirst();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap("garbage".getBytes(UTF_8)));
    assertThat(story.decisions()).hasSize(1);
  }

  @Test
  void whileOnlyTheRegistryIsAwayTheTaskFailsAndNothingIsDead() {
    byte[] unknownSchema = {0, 0, 0, 0, 99, 1};
    story.registry.setAway(true);

    assertThatThrownBy(() -> story.raw(Topics.WEBHOOKS, Samples.KEY, unknownSchema))
        .hasRootCauseInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aBodyAtTheLimitIsDecided() {
    String fill = " ".repeat(2 * 1024 * 1024 - 2);
    RawWebhook webhook = Samples.webhook("d1", "repo:fork", "{" + fill + "}");

    story.deliver(webhook);

    assertThat(story.decision().getIgnoredReason()).isEqualTo(IgnoredReason.EVENT_NOT_HANDLED);
  }
}
