package dev.uplink.ingress;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database to the version of the code, as the role that owns the tables. Before anything
 * else connects, and not by a listener of the pool, because the pool's role may not even see the
 * migrations' own table. Several instances may start at once: Flyway takes a lock.
 */
final class DatabaseMigration {
  private DatabaseMigration() {}

  /** Throws {@link NotUsableException} when it cannot, or when the service would not be let in. */
  static void run(Settings settings) {
    try {
      Flyway.configure()
          .dataSource(
              settings.get(IngressSettings.DATABASE_URL),
              settings.get(IngressSettings.MIGRATION_USER),
              settings.get(IngressSettings.MIGRATION_PASSWORD))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw notUsable(DatabaseAccess.migration(settings), e);
    }
    try (Connection _ =
        DatabaseAccess.outsideOfPools(settings, "uplink-ingress start").getConnection()) {
      // Pools would wait and try again, and then say no more than that they have no connection.
    } catch (SQLException e) {
      throw notUsable(DatabaseAccess.service(settings), e);
    }
  }

  private static NotUsableException notUsable(DatabaseLogin login, Exception failure) {
    return NotUsableException.of(login.where(), login.wordsOf(failure), failure);
  }
}
