package dev.uplink.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.processor.fixture.Platform;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.fixture.KeptStore;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.streams.InternalTopics;
import dev.uplink.schemas.streams.RefillOptions;
import dev.uplink.schemas.streams.RefillRefusedException;
import dev.uplink.schemas.streams.StandstillWatch;
import dev.uplink.schemas.streams.StateFolder;
import dev.uplink.schemas.streams.TopicRefill;
import dev.uplink.schemas.streams.UsedTopics;
import dev.uplink.schemas.topic.TopicMismatchException;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole processor with a broker: what the test driver cannot show. */
class ProcessorIT {
  @TempDir private static Path folder;
  private static Platform platform;

  @BeforeAll
  static void start() throws IOException {
    platform = new Platform(folder);
    platform.publishStack("network");
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void aWebhookBecomesADecisionAndItsRepetitionNothing(@TempDir Path state) {
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.push("first", "1");
      platform.push("first", "1");
      platform.push("second", "2");

      assertThat(platform.decisions(2))
          .extracting(Decision::getDeliveryId)
          .containsExactly("first", "second");
      assertThatLostTopicsWouldBeMadeAsKafkaStreamsMadeThem(
          processor.context().getBean(InternalTopics.class));
    }
  }

  @Test
  void afterARestartDeliveriesAreKnownAndTheCatalogueIsThere(@TempDir Path state)
      throws IOException {
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.push("before", "3");
      assertStarted(platform.decisions(1));
    }
    Path file = platform.fileBesideTheStores(state);
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.push("before", "3");
      platform.push("after", "4");

      List<Decision> decisions = platform.decisions(1);
      assertStarted(decisions);
      assertThat(decisions.getFirst().getDeliveryId()).isEqualTo("after");
      assertThat(file).as("the stores were not thrown away").exists();
    }
  }

  @Test
  void withoutItsDiskAllIsRestoredFromTheTopics(@TempDir Path state, @TempDir Path empty) {
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.push("kept", "5");
      assertStarted(platform.decisions(1));
    }
    try (Running processor = Running.start(platform, empty)) {
      processor.awaitReady();
      platform.push("kept", "5");
      platform.push("new", "6");

      List<Decision> decisions = platform.decisions(1);
      assertStarted(decisions);
      assertThat(decisions.getFirst().getDeliveryId()).isEqualTo("new");
    }
  }

  @Test
  void garbageOnAnyTopicBecomesADeadLetterAndStopsNothing(@TempDir Path state) {
    platform.send(Topics.STACKS, "ACME/garbage", "garbage".getBytes(UTF_8));
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();
      platform.send(Topics.SPACES, "ACME/garbage", "garbage".getBytes(UTF_8));
      platform.send(Topics.WEBHOOKS, Platform.REPOSITORY, "garbage".getBytes(UTF_8));
      platform.push("behind", "7");

      assertStarted(platform.decisions(1));
      assertThat(platform.deadLetters(3))
          .extracting(DeadLetter::getReason)
          .containsOnly(DeadLetterReason.NOT_AVRO);
    }
  }

  @Test
  void ofALostTopicTheMostAdvancedDiskIsWrittenWholeOrNotAtAll(
      @TempDir Path older, @TempDir Path newer) throws IOException {
    String topic = "refilled-runs-changelog";
    TopicPartition changelog = new TopicPartition(topic, 0);
    for (Path disk : List.of(older, newer)) {
      Files.writeString(disk.resolve("refilled.topics"), topic + "=" + new Uuid(1, 1));
    }
    KeptStore.in(older.resolve("refilled/0_0/rocksdb/runs"))
        .row("run", "open")
        .row("deleted since", "open")
        .at(changelog, 5)
        .close();
    KeptStore.in(newer.resolve("refilled/0_0/rocksdb/runs"))
        .row("run", "ended")
        .at(changelog, 9)
        .close();

    Path open = Files.createFile(older.resolve("refilled.open"));
    assertThatThrownBy(() -> refill(older))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageStartingWith("The state of refilled was not closed, its instance was killed");
    Files.delete(open);

    assertThat(refill(older))
        .isEqualTo(report(topic, 2))
        .hasToString("2 rows are written to " + topic + "; 0 records will be read once more");
    try (KafkaProducer<byte[], byte[]> brokeOff = platform.transactional("refilled-refill")) {
      brokeOff.beginTransaction();
      var _ = brokeOff.send(new ProducerRecord<>(topic, bytes("half"), bytes("open")));
      brokeOff.flush();

      assertThat(refill(newer)).isEqualTo(report(topic, 1));
    }

    assertThat(platform.latest(topic)).containsExactly(Map.entry("run", "ended"));
    assertThat(newer).isEmptyDirectory();
    assertThat(refill(older).lost()).as("its copy is given up").isEmpty();
  }

  private static void assertThatLostTopicsWouldBeMadeAsKafkaStreamsMadeThem(InternalTopics topics) {
    SortedSet<String> names = new TreeSet<>(topics.used().changelogs());
    names.addAll(topics.used().repartitions());
    assertThat(names).isNotEmpty();
    for (String name : names) {
      assertThat(topics.configuration(name)).as(name).isEqualTo(platform.configurationOf(name));
    }
  }

  private static TopicRefill.Report report(String topic, long rows) {
    return new TopicRefill.Report(
        new TreeSet<>(List.of(topic)), rows, new TreeSet<>(), new TreeSet<>(), 0);
  }

  private static TopicRefill.Report refill(Path disk) {
    Settings settings = ProcessorSettings.read(platform.environment(disk));
    UsedTopics used =
        new UsedTopics(
            new TreeSet<>(), new TreeSet<>(List.of("refilled-runs-changelog")), new TreeSet<>());
    return TopicRefill.run(
        settings,
        new InternalTopics("refilled", used, 1, Map.of(), Set.of()),
        StateFolder.of(settings, "refilled", Clock.systemUTC()),
        new RefillOptions(false, false),
        Clock.systemUTC());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aTransactionThatDoesNotEndIsNoticedUntilItDoes() {
    Map<String, Object> config = Map.of("bootstrap.servers", platform.kafka());
    try (StandstillWatch watch =
            new StandstillWatch(
                Admin.create(config), "uplink-processor", Clock.systemUTC(), Duration.ZERO);
        KafkaProducer<byte[], byte[]> producer = platform.transactional("stray")) {
      watch.look();
      assertThat(watch.standing()).isZero();

      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(Topics.REJECTIONS.name(), 0, null, new byte[0]));
      producer.flush();
      watch.look();
      assertThat(watch.standing()).isEqualTo(1);

      producer.abortTransaction();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                watch.look();
                assertThat(watch.standing()).isZero();
              });
    }
  }

  @Test
  void healthAndMetricsAreServed(@TempDir Path state) {
    try (Running processor = Running.start(platform, state)) {
      processor.awaitReady();

      assertThat(processor.get("/health/liveness").statusCode()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(processor.get("/prometheus").body())
                      .contains("kafka_stream_", "uplink_partitions_standing_still 0.0"));
    }
  }

  @Test
  void anotherPartitionCountThanTheBrokersStopsTheStart(@TempDir Path state) {
    Map<String, String> environment = platform.environment(state);
    environment.put(
        "UPLINK_TOPIC_OVERRIDES",
        "uplink.webhooks.partitions=7,uplink.trigger-requests.partitions=7,"
            + "uplink.lookup-results.partitions=7");

    assertThatThrownBy(() -> ProcessorApplication.start(ProcessorSettings.read(environment)))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("uplink.webhooks has 6 partitions, expected 7");
  }

  @Test
  void aMissingSettingStopsTheStart(@TempDir Path state) {
    Map<String, String> environment = platform.environment(state);
    environment.remove("UPLINK_INSTANCE_ID");

    assertThatThrownBy(() -> ProcessorSettings.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UPLINK_INSTANCE_ID");
  }

  private static void assertStarted(List<Decision> decisions) {
    assertThat(decisions.getFirst().getOutcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.getOutcome()).isEqualTo(OutcomeType.STARTED));
  }
}
