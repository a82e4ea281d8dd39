package dev.uplink.ingress.controlplane.delivery.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StoryTopicsTest {
  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private final NewsReader<StoryNews> reader =
      StoryTopics.reader(serdes, new SkippedNews(new SimpleMeterRegistry()));

  @Test
  void everyTopicThatBelongsToAStoryIsRead() {
    assertThat(reader.topics())
        .containsExactly(
            "uplink.commit-statuses",
            "uplink.lookup-requests",
            "uplink.lookup-results",
            "uplink.run-commands",
            "uplink.run-updates",
            "uplink.status-deliveries");
  }

  @Test
  void ofAnAnswerOnlyTheFirstPathsAreKeptAndAllAreCounted() {
    var paths = IntStream.range(0, 9_000).mapToObj(n -> "folder/" + n + ".tf").toList();

    assertThat(read(Topics.LOOKUP_RESULTS, ToldStory.answered("l1", paths)).orElseThrow())
        .isInstanceOfSatisfying(
            StoryNews.LookupAnswered.class,
            answer -> {
              assertThat(answer.pathCount()).isEqualTo(9_000);
              assertThat(answer.paths()).hasSize(20).first().isEqualTo("folder/0.tf");
            });
  }

  @Test
  void thatARunWasStartedIsToldByItsDecision() {
    assertThat(
            read(Topics.RUN_COMMANDS, ToldStory.command("c1", RunAction.START, "d1", "r.1", "int")))
        .isEmpty();
    assertThat(
            read(Topics.RUN_COMMANDS, ToldStory.command("c1", RunAction.STOP, "d1", "r.1", "int")))
        .isPresent();
  }

  @Test
  void whatIsWantedAndWhatWasToldStandAtTheSamePlace() {
    StoryNews wanted =
        read(Topics.COMMIT_STATUSES, ToldStory.wanted("int", CommitStatusState.FAILED, 1))
            .orElseThrow();
    StoryNews told =
        read(Topics.STATUS_DELIVERIES, ToldStory.told("int", DeliveryOutcome.DELIVERED, 1, 1))
            .orElseThrow();

    assertThat(wanted.id()).isEqualTo(told.id()).contains(Told.REPOSITORY, ToldStory.KEY);
  }

  @Test
  void aStatusThatKafkaForgetsTellsNothing() {
    assertThat(
            reader.read(
                new ConsumerRecord<>(Topics.COMMIT_STATUSES.name(), 0, 0, "any", (byte[]) null)))
        .isEmpty();
  }

  private <T extends SpecificRecord> Optional<StoryNews> read(Topic<T> topic, T value) {
    byte[] bytes = serdes.serializer(topic).serialize(topic.name(), value);
    return reader.read(new ConsumerRecord<>(topic.name(), 0, 7, "any", bytes));
  }
}
