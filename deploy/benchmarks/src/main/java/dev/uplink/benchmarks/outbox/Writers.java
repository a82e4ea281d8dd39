package dev.uplink.benchmarks.outbox;

import dev.uplink.local.part.Databases;
import dev.uplink.schemas.avro.Space;
import dev.uplink.schemas.topic.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Change Spaces, each in a transaction that raises its revision and appends its record to the
 * outbox, and nothing else that a control plane does: as fast as the database commits that. Each
 * has Spaces of its own, so that none waits for another's.
 */
final class Writers implements AutoCloseable {
  static final String ACCOUNT = "bench";

  /** So that consecutive changes are of different keys, and partitions, as they usually are. */
  private static final int SPACES = 50;

  private final String database;
  private final Serializer<Space> serializer;
  private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new);
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  Writers(String database, Serializer<Space> serializer) {
    this.database = database;
    this.serializer = serializer;
  }

  static String space(int writer, int number) {
    return "bench-%d-%d".formatted(writer, number % SPACES);
  }

  /** The Spaces of so many. */
  static List<String> spaces(int writers) {
    List<String> ids = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      for (int number = 0; number < SPACES; number++) {
        ids.add(space(writer, number));
      }
    }
    return ids;
  }

  void start(int writers) {
    for (int writer = 0; writer < writers; writer++) {
      int mine = writer;
      running.add(
          threads.submit(
              () -> {
                write(mine);
                return mine;
              }));
    }
  }

  private void write(int writer) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database, Databases.INGRESS, Databases.PASSWORD);
        PreparedStatement change =
            connection.prepareStatement(
                "UPDATE spaces SET revision = revision + 1, updated_at = now()"
                    + " WHERE account_id = ? AND id = ? RETURNING revision");
        PreparedStatement append =
            connection.prepareStatement(
                "INSERT INTO outbox (topic, key, value, created_at) VALUES (?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int number = 0; !stopped; number++) {
        String id = space(writer, number);
        change.setString(1, ACCOUNT);
        change.setString(2, id);
        ResultSet changed = change.executeQuery();
        changed.next();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        append.setString(1, Topics.SPACES.name());
        append.setString(2, ACCOUNT + "/" + id);
        append.setBytes(
            3, serializer.serialize(Topics.SPACES.name(), record(id, changed.getLong(1), now)));
        append.setObject(4, now.atOffset(ZoneOffset.UTC));
        append.executeUpdate();
        connection.commit();
      }
    }
  }

  private static Space record(String id, long revision, Instant now) {
    return Space.newBuilder()
        .setId(id)
        .setAccountId(ACCOUNT)
        .setName("A Space of the benchmark")
        .setDescription("")
        .setLabels(List.of("benchmark"))
        .setParentSpaceId("root")
        .setInheritEntities(true)
        .setRevision(revision)
        .setUpdatedAt(now)
        .build();
  }

  /** Throws {@link IllegalStateException} if one of them could not write. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Future<?> writer : running) {
        writer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
