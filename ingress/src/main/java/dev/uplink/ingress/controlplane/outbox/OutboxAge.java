package dev.uplink.ingress.controlplane.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.TaskScheduler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long the oldest change has waited to be published. Not the publisher's business:
 * when that hangs, or is another instance's, the measurement has to go on.
 */
public final class OutboxAge {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxAge.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final DataSource database;
  private final InstantSource clock;

  /** When the oldest was appended; in the future when nothing waits. */
  private volatile Instant oldest = Instant.MAX;

  public OutboxAge(DataSource database, InstantSource clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    Gauge.builder("uplink.outbox.oldest.age", this, OutboxAge::seconds)
        .description("How long the oldest change has waited to reach its topic; 0 if none waits.")
        .baseUnit("seconds")
        .register(meters);
  }

  public void start(TaskScheduler scheduler) {
    var _ = scheduler.scheduleWithFixedDelay(Duration.ZERO, EVERY, this::look);
  }

  /** What cannot be looked at is as it was: its age goes on growing. */
  void look() {
    String sql = "SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1";
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet found = query.executeQuery()) {
      oldest = found.next() ? found.getObject(1, OffsetDateTime.class).toInstant() : Instant.MAX;
    } catch (SQLException | RuntimeException e) {
      // Of any kind: a look that ended by an exception would be the last one.
      LOG.debug("the age of the outbox is not known: {}", e.toString());
    }
  }

  private double seconds() {
    Instant now = clock.instant();
    return oldest.isAfter(now) ? 0 : Duration.between(oldest, now).toMillis() / 1000.0;
  }
}
