package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three pushes wait, and the row of one of them is not what this version writes. */
class WaitingRowStoryTest {
  private final Story story = new Story();
  private List<LookupRequest> questions = List.of();

  @BeforeEach
  void threePushesThatWait() {
    story
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build())
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')))
        .deliver(push("d3", branch("main", 'c', 'd')));
    questions = story.questions();
  }

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d1", "d2", "d3"})
  void aRowOfAKindThatIsNotKnownBecomesADeadLetterAndTheOthersGoOn(String which) {
    rewrite(which, "\"kind\":\"push\"", "\"kind\":\"of tomorrow\"");

    answerAll();

    DeadLetter letter = letter();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.PROCESSING_FAILED);
    assertThat(letter.getDeliveryId()).isEqualTo(which);
    assertThat(letter.getOriginTopic()).isEqualTo("uplink.webhooks");
    assertThat(letter.getOriginOffset()).isEqualTo(which.charAt(1) - '1');
    assertThat(letter.getMessage()).contains("of tomorrow");
    assertThat(UTF_8.decode(letter.getValue()).toString()).contains("\"kind\":\"of tomorrow\"");
    assertThat(decided()).hasSize(2).doesNotContain(which);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"deliveryId\":7,\"origin\":\"here\"}"})
  void aRowThatTellsNothingBecomesADeadLetterOfItsPartition(String row) {
    story.rewrite("waiting-events", "event/", old -> old.contains("\"d2\"") ? row : old);

    answerAll();

    DeadLetter letter = letter();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.PROCESSING_FAILED);
    assertThat(letter.getDeliveryId()).isNull();
    assertThat(letter.getOriginTopic()).isEqualTo("uplink.webhooks");
    assertThat(letter.getOriginOffset()).isEqualTo(-1);
    assertThat(UTF_8.decode(letter.getKey()).toString()).isEqualTo(Samples.KEY);
    assertThat(UTF_8.decode(letter.getValue()).toString()).isEqualTo(row);
    assertThat(decided()).containsExactly("d1", "d3");
  }

  /** What is in a row may be read, and make no sense all the same. */
  @Test
  void aRowWhoseFactsCannotBeDecidedBecomesADeadLetterToo() {
    rewrite("d1", "\"changes\":[{", "\"changes\":[null,{");

    answerAll();

    assertThat(letter().getDeliveryId()).isEqualTo("d1");
    assertThat(decided()).containsExactly("d2", "d3");
  }

  @Test
  void withoutAnyAnswerItEndsWithItsWait() {
    rewrite("d2", "\"kind\":\"push\"", "\"kind\":\"of tomorrow\"");

    story.passing(Limits.LOOKUP_WAIT.plusSeconds(2)).passing(Duration.ofSeconds(1));

    assertThat(letter().getDeliveryId()).isEqualTo("d2");
    assertThat(decided()).containsExactly("d1", "d3");
  }

  private void rewrite(String deliveryId, String from, String to) {
    story.rewrite(
        "waiting-events",
        "event/",
        row -> row.contains("\"" + deliveryId + "\"") ? row.replace(from, to) : row);
  }

  private void answerAll() {
    questions.forEach(question -> story.answer(files(question, "prod/a.tf")));
  }

  private DeadLetter letter() {
    List<DeadLetter> letters = story.deadLetters();
    assertThat(letters).hasSize(1);
    return letters.getFirst();
  }

  private List<String> decided() {
    return story.decisions().stream().map(Decision::getDeliveryId).toList();
  }
}
