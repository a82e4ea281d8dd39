package dev.uplink.ingress.controlplane.outbox;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Moves one bounded batch of rows to Kafka. */
final class OutboxBatch {
  /**
   * What each transaction costs, in Kafka and in the database, is shared by so many: the bound is
   * for memory, and for how much is published again after a crash.
   */
  static final int MOST_ROWS = 4_000;

  /** One row is taken whatever its size. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private OutboxBatch() {}

  /**
   * Publishes the oldest rows in one Kafka transaction and marks them afterwards. A crash between
   * the two publishes them again, which their revision makes harmless; marking first would lose
   * them. Any exception leaves the rows unmarked and the producer to be thrown away.
   *
   * @return how many there were
   */
  static int publish(OutboxSession session, Producer<String, byte[]> producer, InstantSource clock)
      throws SQLException {
    List<OutboxRow> rows = session.unpublished(MOST_ROWS, MOST_BYTES);
    if (!rows.isEmpty()) {
      producer.beginTransaction();
      for (OutboxRow row : rows) {
        // A failed send fails the commit, so nobody needs to look at each one's result.
        var _ =
            producer.send(new ProducerRecord<>(row.topic(), row.key(), row.value().orElse(null)));
      }
      producer.commitTransaction();
      session.markPublished(rows, clock.instant());
    }
    return rows.size();
  }
}
