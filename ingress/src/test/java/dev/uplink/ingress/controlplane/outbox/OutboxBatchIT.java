package dev.uplink.ingress.controlplane.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxBatchIT {
  private final OutboxFixture outbox = new OutboxFixture();
  private final MockProducer<String, byte[]> kafka = producer();

  @Test
  void rowsArePublishedInTheOrderOfAppendingAndThenMarked() throws Exception {
    outbox.append("a");
    outbox.append("b");

    publish(kafka);

    assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly("a", "b");
    assertThat(outbox.unpublished()).isEmpty();
  }

  @Test
  void aBatchEndsWithTheRowThatFillsIt() throws Exception {
    outbox.append("whole", OutboxBatch.MOST_BYTES);
    outbox.append("most", OutboxBatch.MOST_BYTES - 1);
    outbox.append("last");
    outbox.append("next");

    publish(kafka);
    assertThat(outbox.unpublished()).containsExactly("most", "last", "next");

    publish(kafka);
    assertThat(outbox.unpublished()).containsExactly("next");
  }

  @Test
  void aRowThatCommitsLateWithALowerIdIsStillPublished() throws Exception {
    try (Connection late = outbox.connect();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(OutboxFixture.insert("late"));
      outbox.append("early");
      publish(kafka);
      late.commit();
    }

    publish(kafka);

    assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly("early", "late");
  }

  @Test
  void aCrashBetweenPublishingAndMarkingPublishesAgain() throws Exception {
    outbox.append("a");
    Connection connection = outbox.connect();
    OutboxSession dying = OutboxSession.begin(connection).orElseThrow();
    MockProducer<String, byte[]> first = closingAfterCommit(connection);

    assertThatThrownBy(() -> OutboxBatch.publish(dying, first, Clock.systemUTC()))
        .isInstanceOf(SQLException.class);
    assertThat(outbox.unpublished()).containsExactly("a");

    MockProducer<String, byte[]> next = producer();
    publish(next);

    assertThat(first.history()).extracting(ProducerRecord::key).containsExactly("a");
    assertThat(next.history()).extracting(ProducerRecord::key).containsExactly("a");
    assertThat(outbox.unpublished()).isEmpty();
  }

  @Test
  void aFencedPublisherMarksNothing() throws Exception {
    outbox.append("a");
    kafka.fenceProducer();

    assertThatThrownBy(() -> publish(kafka)).isInstanceOf(ProducerFencedException.class);

    assertThat(outbox.unpublished()).containsExactly("a");
  }

  @Test
  void onlyOneInstanceIsThePublisher() throws Exception {
    try (OutboxSession first = outbox.session()) {
      assertThat(first).isNotNull();
      assertThat(OutboxSession.begin(outbox.connect())).isEmpty();
    }

    try (OutboxSession next = outbox.session()) {
      assertThat(next).isNotNull();
    }
  }

  private void publish(MockProducer<String, byte[]> producer) throws SQLException {
    try (OutboxSession session = outbox.session()) {
      OutboxBatch.publish(session, producer, Clock.systemUTC());
    }
  }

  private static MockProducer<String, byte[]> producer() {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** As if the process lost its database right after Kafka had everything. */
  private static MockProducer<String, byte[]> closingAfterCommit(Connection connection) {
    MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public void commitTransaction() {
            super.commitTransaction();
            try {
              connection.close();
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    producer.initTransactions();
    return producer;
  }
}
