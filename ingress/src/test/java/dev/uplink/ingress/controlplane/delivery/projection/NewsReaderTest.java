package dev.uplink.ingress.controlplane.delivery.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.ingress.controlplane.delivery.OutcomeCounts;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewsReaderTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final NewsReader<News> reader =
      DeliveryTopics.reader(serdes, new SkippedNews(meters), new DeadLetterCount(meters));

  @Test
  void aWebhookTellsWhereItsBytesAreAndNotWhatTheySay() {
    News news = read(Topics.WEBHOOKS, Told.REPOSITORY, Told.webhook("d1", "int")).orElseThrow();

    assertThat(news.subject().id()).isEqualTo("d1");
    assertThat(news.subject().repositoryKey()).isEqualTo(Told.REPOSITORY);
    assertThat(news)
        .isInstanceOfSatisfying(
            News.Arrived.class,
            arrived -> {
              assertThat(arrived.arrival().partition()).isEqualTo(3);
              assertThat(arrived.arrival().offset()).isEqualTo(42);
              assertThat(arrived.arrival().bodyBytes()).isEqualTo(2);
              assertThat(arrived.arrival().secretId()).isEqualTo("secret-1");
            });
  }

  @Test
  void aDecisionIsCountedByItsOutcomesAndFoundByEveryCommit() {
    Decision decision =
        Decision.newBuilder(Told.decision("d1", "int", OutcomeType.STARTED, OutcomeType.STARTED))
            .setCommitSha("a".repeat(40))
            .build();

    assertThat(read(Topics.DECISIONS, Told.REPOSITORY, decision).orElseThrow())
        .isInstanceOfSatisfying(
            News.Decided.class,
            decided -> {
              assertThat(decided.verdict().counts()).isEqualTo(new OutcomeCounts(2, 0, 0, 0, 0));
              assertThat(decided.verdict().commitShas())
                  .containsExactly("a".repeat(40), "c".repeat(40));
              assertThat(decided.outcomes()).hasSize(2);
            });
  }

  @Test
  void aDeadLetterOfAWebhookEndsItsDelivery() {
    assertThat(read(Topics.DEAD_LETTERS, "any", Told.deadLetter("d1")).orElseThrow())
        .isInstanceOfSatisfying(
            News.GivenUp.class,
            end -> {
              assertThat(end.subject().accountId()).isEqualTo("acme");
              assertThat(end.deadEnd().reason()).isEqualTo("NOT_JSON");
            });
  }

  @Test
  void everyDeadLetterIsCountedByTheServiceThatGaveUpAndNobodysNameIsTakenOver() {
    DeadLetter strangers =
        DeadLetter.newBuilder(Told.deadLetter("d2")).setApplication("somebody-else").build();
    var _ = read(Topics.DEAD_LETTERS, "any", Told.deadLetter("d1"));
    var _ = read(Topics.DEAD_LETTERS, "any", Told.deadLetter(null, Topics.RUN_UPDATES.name()));
    var _ = read(Topics.DEAD_LETTERS, "any", strangers);

    assertThat(deadLetters("processor")).isEqualTo(2);
    assertThat(deadLetters("other")).isEqualTo(1);
    assertThat(deadLetters("notifier")).isZero();
  }

  @Test
  void aDeadLetterOfAnotherTopicEndsNoDelivery() {
    assertThat(read(Topics.DEAD_LETTERS, "any", Told.deadLetter("d1", Topics.DECISIONS.name())))
        .isEmpty();
    assertThat(read(Topics.DEAD_LETTERS, "any", Told.deadLetter(null, Topics.WEBHOOKS.name())))
        .isEmpty();
    assertThat(skipped()).isZero();
  }

  @Test
  void whatCannotBeReadIsSkippedAndCounted() {
    assertThat(reader.read(record(Topics.DECISIONS, "key", "no Avro".getBytes(UTF_8)))).isEmpty();
    assertThat(read(Topics.DECISIONS, "no repository key", Told.decision("d1", "int"))).isEmpty();
    byte[] noNumber = bytes(Topics.DECISIONS, Told.decision("d1", "int"));
    Arrays.fill(noNumber, 5, noNumber.length, (byte) 0xFF);
    assertThat(reader.read(record(Topics.DECISIONS, "key", noNumber))).isEmpty();

    assertThat(skipped()).isEqualTo(3);
  }

  @Test
  void aRegistryThatIsAwayIsNoFaultOfTheRecords() {
    byte[] bytes = bytes(Topics.WEBHOOKS, Told.webhook("d1", "int"));
    registry.setAway(true);

    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> reader.read(record(Topics.WEBHOOKS, Told.REPOSITORY, bytes)));
  }

  @Test
  void textThatTheDatabaseWouldRefuseIsMadeToFit() {
    RawWebhook webhook =
        RawWebhook.newBuilder(Told.webhook("d1", "int"))
            .setEventKey("a\0b")
            .setUserAgent("x".repeat(254) + "\uD83D\uDE00")
            .build();

    News.Arrived news =
        (News.Arrived) read(Topics.WEBHOOKS, Told.REPOSITORY, webhook).orElseThrow();

    assertThat(news.subject().eventKey()).isEqualTo("a\uFFFDb");
    assertThat(news.arrival().userAgent()).isEqualTo("x".repeat(254));
  }

  @Test
  void everyTopicThatTellsOfDeliveriesIsRead() {
    assertThat(reader.topics())
        .containsExactly("uplink.dead-letters", "uplink.decisions", "uplink.webhooks");
  }

  private double deadLetters(String application) {
    return meters
        .get("uplink.dead.letters")
        .tags("application", application, "reason", "NOT_JSON")
        .counter()
        .count();
  }

  private <T extends SpecificRecord> Optional<News> read(Topic<T> topic, String key, T value) {
    return reader.read(record(topic, key, bytes(topic, value)));
  }

  private <T extends SpecificRecord> byte[] bytes(Topic<T> topic, T value) {
    return serdes.serializer(topic).serialize(topic.name(), value);
  }

  private static ConsumerRecord<String, byte[]> record(
      Topic<?> topic, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic.name(), 3, 42, key, value);
  }

  private double skipped() {
    return meters.find("uplink.deliveries.skipped").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
