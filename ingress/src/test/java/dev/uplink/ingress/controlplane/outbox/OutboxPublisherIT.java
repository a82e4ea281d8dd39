package dev.uplink.ingress.controlplane.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.fixture.Broker;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxPublisherIT {
  private final OutboxFixture outbox = new OutboxFixture();

  @Test
  void anAppendedRowReachesKafkaWithinASecond() {
    try (OutboxPublisher publisher = publisher("appended");
        TopicReader topic = new TopicReader(Topics.SPACES)) {
      publisher.start();
      outbox.append("warm-up");
      topic.await("warm-up", Duration.ofSeconds(30));

      // A busy machine may hold up one of them; who looks too seldom is late each time.
      Duration shortest =
          Stream.of("appended", "appended next", "appended last")
              .map(key -> timeTo(key, topic))
              .min(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(shortest).isLessThan(Duration.ofSeconds(1));
    }
  }

  private Duration timeTo(String key, TopicReader topic) {
    long begin = System.nanoTime();
    outbox.append(key);
    topic.await(key, Duration.ofSeconds(30));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void rowsThatCommitOneByOneAreGatheredIntoBatches() throws Exception {
    MockProducer<String, byte[]> kafka =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    long begin = System.nanoTime();
    try (OutboxPublisher publisher =
            new OutboxPublisher(outbox::connect, () -> kafka, Clock.systemUTC());
        Connection writer = outbox.connect();
        Statement statement = writer.createStatement()) {
      publisher.start();
      for (int i = 0; i < 300; i++) {
        statement.execute(OutboxFixture.insert("row " + i));
      }
      await().untilAsserted(() -> assertThat(outbox.unpublished()).isEmpty());
    }

    // Each but the last is followed by a gathering.
    long most = (System.nanoTime() - begin) / OutboxPublisher.GATHERING.toNanos() + 1;
    assertThat(kafka.history()).hasSize(300);
    assertThat(kafka.commitCount()).isLessThanOrEqualTo(most);
  }

  @Test
  void aPublisherThatWasReplacedCannotWriteAnyMore() {
    try (Producer<String, byte[]> zombie = producer("replaced");
        Producer<String, byte[]> successor = producer("replaced")) {
      zombie.initTransactions();
      zombie.beginTransaction();
      var _ = zombie.send(record("zombie"));
      successor.initTransactions();

      assertThatThrownBy(zombie::commitTransaction)
          .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);

      successor.beginTransaction();
      var _ = successor.send(record("successor"));
      successor.commitTransaction();
    }
    assertThat(TopicReader.committedKeys(Topics.SPACES)).contains("successor");
    assertThat(TopicReader.committedKeys(Topics.SPACES)).doesNotContain("zombie");
  }

  @Test
  void anotherInstanceTakesOverWhenThePublisherEnds() {
    OutboxPublisher first = publisher("taken-over");
    try (OutboxPublisher second = publisher("taken-over");
        TopicReader topic = new TopicReader(Topics.SPACES)) {
      first.start();
      outbox.append("by the first");
      topic.await("by the first", Duration.ofSeconds(30));
      second.start();
      first.close();

      outbox.append("by the second");

      topic.await("by the second", Duration.ofSeconds(30));
      await().untilAsserted(() -> assertThat(outbox.unpublished()).isEmpty());
    }
  }

  private OutboxPublisher publisher(String transactionalId) {
    return new OutboxPublisher(outbox::connect, () -> producer(transactionalId), Clock.systemUTC());
  }

  private static Producer<String, byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", Broker.bootstrapServers(), "transactional.id", transactionalId),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<String, byte[]> record(String key) {
    return new ProducerRecord<>(
        Topics.SPACES.name(), key, "of no matter".getBytes(StandardCharsets.UTF_8));
  }
}
