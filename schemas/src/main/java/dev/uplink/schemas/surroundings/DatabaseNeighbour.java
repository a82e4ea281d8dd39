package dev.uplink.schemas.surroundings;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, which is asked for its time on a connection of its own: a pool whose connections are
 * all in use is no database that is away.
 */
public final class DatabaseNeighbour implements Neighbour {
  /** PostgreSQL's. */
  private static final Duration PRECISION = Duration.ofNanos(1_000);

  private final DataSource database;
  private final DatabaseLogin login;
  private final Need need;
  private final InstantSource clock;
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  /**
   * @param database no pool, and with bounds for connecting and for reading
   */
  public DatabaseNeighbour(
      DataSource database, DatabaseLogin login, Need need, InstantSource clock) {
    this.database = database;
    this.login = login;
    this.need = need;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public String where() {
    return login.where();
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public Heard ask() {
    try {
      Connection asking = connected();
      Instant asked = clock.instant();
      try (Statement statement = asking.createStatement();
          ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
        row.next();
        Instant told = row.getObject(1, OffsetDateTime.class).toInstant();
        return new Heard.Answered(Clocks.ahead(asked, told, PRECISION, clock.instant()));
      }
    } catch (SQLException e) {
      drop();
      return new Heard.Silence(login.words(e));
    }
  }

  private Connection connected() throws SQLException {
    @Nullable Connection open = connection;
    if (open != null) {
      return open;
    }
    Connection made = database.getConnection();
    connection = made;
    if (closed) {
      drop();
    }
    return made;
  }

  /** Ends an answer that is waited for by closing the connection under it. */
  @Override
  public void close() {
    closed = true;
    drop();
  }

  private void drop() {
    @Nullable Connection dropped = connection;
    connection = null;
    try {
      if (dropped != null) {
        dropped.close();
      }
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
