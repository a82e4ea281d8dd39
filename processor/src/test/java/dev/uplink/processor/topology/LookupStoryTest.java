package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Bitbucket.truncated;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that wait for Bitbucket's answers. The stack's root is prod. */
class LookupStoryTest {
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

  @Test
  void aPushWaitsForItsFilesAndTheAnswerDecidesIt() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    assertThat(story.decisions()).isEmpty();
    LookupRequest question = question();
    assertThat(question.getKind()).isEqualTo(LookupKind.PUSH_FILES);
    assertThat(question.getFromSha()).isEqualTo(sha('a'));
    assertThat(question.getToSha()).isEqualTo(sha('b'));

    story.answer(files(question, "prod/a.tf"));

    assertThat(story.commands()).extracting(RunCommand::getChangedFilesKnown).containsExactly(true);
    Decision decision = story.decision();
    assertThat(Story.texts(decision)).containsExactly("network STARTED TRACKED");
    assertThat(decision.getLookupIds()).containsExactly(question.getLookupId());
  }

  @Test
  void theWaitForAnAnswerIsPartOfHowLongTheDecisionTook() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    LookupRequest question = question();

    story.after(Duration.ofSeconds(40)).answer(files(question, "prod/a.tf"));

    assertThat(story.decisions()).hasSize(1);
    assertThat(story.decisionDelay()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aPushThatTouchesNothingOfTheStackStartsNothing() {
    story.deliver(push("d1", branch("main", 'a', 'b'))).answer(files(question(), "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
    assertThat(story.commands()).isEmpty();
  }

  @Test
  void whatComesBehindWaitsTooAndIsAskedForAtOnce() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("main", 'b', 'c')))
        .deliver(Samples.webhook("d3", "made:up", "{\"repository\":{}}"));
    List<LookupRequest> questions = story.questions();
    assertThat(questions).hasSize(2);

    story.answer(files(questions.get(1), "prod/a.tf"));
    assertThat(story.decisions()).isEmpty();
    story.answer(files(questions.get(0), "dev/a.tf"));

    assertThat(story.decisions())
        .extracting(Decision::getDeliveryId)
        .containsExactly("d1", "d2", "d3");
  }

  /** One answer must not make a transaction without bound. */
  @Test
  void whatBecomesReadyAllAtOnceIsDecidedInTurns() {
    story.deliver(push("d0", branch("main", 'a', 'b')));
    List<String> behind = IntStream.rangeClosed(1, 120).mapToObj(i -> "d" + i).toList();
    behind.forEach(id -> story.deliver(push(id, Pushes.tag("v" + id, 'b'))));

    story.answer(files(question(), "prod/a.tf"));
    List<String> decided = new ArrayList<>(ids());
    assertThat(decided).hasSize(50);
    story.passing(Duration.ofMillis(100));
    decided.addAll(ids());
    assertThat(decided).hasSize(100);
    story.passing(Duration.ofMillis(100));
    decided.addAll(ids());

    assertThat(decided).first().isEqualTo("d0");
    assertThat(decided.subList(1, decided.size())).isEqualTo(behind);
  }

  @Test
  void whoHasManyThatHaveWaitedTooLongKeepsNobodyElseWaiting() {
    story.publish(
        Topics.STACKS,
        "dns",
        Samples.stack("dns").setProjectRoot("prod").setRepository("zones").build());
    story.deliver(push("d0", branch("main", 'a', 'b')));
    IntStream.rangeClosed(1, 60)
        .forEach(i -> story.deliver(push("d" + i, Pushes.tag("v" + i, 'b'))));
    String body =
        "{\"push\":{\"changes\":[%s]},\"repository\":{\"full_name\":\"payments/zones\"}}"
            .formatted(branch("main", 'a', 'b'));
    story.deliver(
        Story.webhook(
            RepositoryKey.parse(Samples.KEY.replace("infra", "zones")),
            "other",
            "bb",
            "repo:push",
            body));

    List<String> decided = new ArrayList<>(passed(Limits.LOOKUP_WAIT));
    assertThat(decided).hasSize(50);
    decided.addAll(passed(Duration.ofMillis(100)));

    assertThat(decided).hasSize(62).startsWith("d0").endsWith("d60");
    assertThat(decided.get(50)).isEqualTo("other");
  }

  private List<String> passed(Duration time) {
    story.passing(time);
    return ids();
  }

  private List<String> ids() {
    return story.decisions().stream().map(Decision::getDeliveryId).toList();
  }

  @Test
  void eventsThatAskTheSameShareOneQuestion() {
    story
        .deliver(push("d1", branch("main", 'a', 'b')))
        .deliver(push("d2", branch("dev", 'a', 'b')));

    story.answer(files(question(), "prod/a.tf"));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly("network STARTED TRACKED", "network STARTED PROPOSED");
  }

  @Test
  void withinAnHourTheSameIsNotAskedAgain() {
    story.deliver(push("d1", branch("main", 'a', 'b'))).answer(files(question(), "prod/a.tf"));
    story.decisions();

    story.passing(Duration.ofMinutes(59)).deliver(push("d2", branch("dev", 'a', 'b')));
    assertThat(story.questions()).isEmpty();
    assertThat(story.outcomes()).containsExactly("network STARTED PROPOSED");

    story.passing(Duration.ofMinutes(2)).deliver(push("d3", branch("other", 'a', 'b')));
    assertThat(story.questions()).hasSize(1);
  }

  @Test
  void anAnswerThatIsCutShortCountsAsFilesThatAreNotKnown() {
    story.deliver(push("d1", branch("main", 'a', 'b'))).answer(truncated(question(), "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    assertThat(story.commands())
        .extracting(RunCommand::getChangedFilesKnown)
        .containsExactly(false);
  }

  @Test
  void afterTwoMinutesItWaitsNoLonger() {
    story.deliver(push("d1", branch("main", 'a', 'b')));

    story.passing(Limits.LOOKUP_WAIT.minus(A_MOMENT));
    assertThat(story.decisions()).isEmpty();
    story.passing(A_MOMENT.multipliedBy(2));

    assertThat(story.outcomes()).containsExactly("network STARTED TRACKED");
    assertThat(story.commands())
        .extracting(RunCommand::getChangedFilesKnown)
        .containsExactly(false);
  }

  @Test
  void anAnswerThatComesTooLateServesWhoAsksNext() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    LookupRequest question = question();
    story.passing(Limits.LOOKUP_WAIT.plus(A_MOMENT));
    story.decisions();

    story.answer(files(question, "dev/a.tf")).deliver(push("d2", branch("dev", 'a', 'b')));

    assertThat(story.questions()).isEmpty();
    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
  }

  @Test
  void oneEventMoreThanMayWaitEndsTheWaitOfTheFirst() {
    for (int i = 1; i <= Limits.EVENTS_WAITING; i++) {
      story.deliver(push("d" + i, branch("b" + i, 'a', 'b')));
    }
    assertThat(story.decisions()).isEmpty();

    story.deliver(push("d-more", branch("more", 'a', 'b')));

    assertThat(story.decision().getDeliveryId()).isEqualTo("d1");
    assertThat(story.commands())
        .extracting(RunCommand::getChangedFilesKnown)
        .containsExactly(false);
  }

  @Test
  void whatWaitsGoesOnWaitingAfterARestart() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    LookupRequest question = question();

    story = story.restarted();
    story.answer(files(question, "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("network IGNORED NO_FILES_AFFECTED");
  }

  @Test
  void itIsDecidedByTheCatalogueOfThen() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    LookupRequest question = question();
    story
        .publish(Topics.STACKS, "network", null)
        .publish(Topics.STACKS, "dns", Samples.stack("dns").setProjectRoot("dev").build());

    story.answer(files(question, "dev/a.tf"));

    assertThat(story.outcomes()).containsExactly("dns STARTED TRACKED");
  }

  @Test
  void withItsIntegrationGoneItWaitsForNoAnswer() {
    story.deliver(push("d1", branch("main", 'a', 'b')));
    story.publish(Topics.INTEGRATIONS, "bb", null);

    story.deliver(push("d2", branch("main", 'b', 'c')));
    story.passing(Limits.LOOKUP_WAIT.plus(A_MOMENT));

    assertThat(story.decisions())
        .flatExtracting(Story::texts)
        .containsExactly(
            "network REJECTED INTEGRATION_DETACHED", "network REJECTED INTEGRATION_DETACHED");
  }

  private LookupRequest question() {
    List<LookupRequest> questions = story.questions();
    assertThat(questions).hasSize(1);
    return questions.getFirst();
  }
}
