package dev.uplink.ingress;

import dev.uplink.schemas.settings.Settings;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to the version of the code, as the role that owns the tables. Before anything
 * else connects, and not by a listener of the pool, because the pool's role may not even see the
 * migrations' own table. Several instances may start at once: Flyway takes a lock.
 */
final class DatabaseMigration {
  private DatabaseMigration() {}

  static void run(Settings settings) {
    Flyway.configure()
        .dataSource(
            settings.get(IngressSettings.DATABASE_URL),
            settings.get(IngressSettings.MIGRATION_USER),
            settings.get(IngressSettings.MIGRATION_PASSWORD))
        .load()
        .migrate();
  }
}
