package dev.uplink.ingress;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.start.NotUsableException;
import dev.uplink.schemas.surroundings.DatabaseLogin;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the database to the version of the code, as the role that owns the tables. Any number may
 * do so at once: Flyway takes a lock. A database that is newer than the code is left as it is.
 */
final class DatabaseMigration {
  private final DatabaseLogin owner;
  private final String password;

  private DatabaseMigration(DatabaseLogin owner, String password) {
    this.owner = owner;
    this.password = password;
  }

  /** The migration that {@link MigrationSettings} describe. */
  static DatabaseMigration of(Settings settings) {
    return new DatabaseMigration(
        DatabaseAccess.owner(settings, settings.get(MigrationSettings.USER)),
        settings.get(MigrationSettings.PASSWORD));
  }

  /**
   * The migration that {@link IngressSettings} describe; empty where who serves is not to migrate.
   */
  static Optional<DatabaseMigration> atStart(Settings settings) {
    return settings
        .get(IngressSettings.MIGRATION_USER)
        .flatMap(
            user ->
                settings
                    .get(IngressSettings.MIGRATION_PASSWORD)
                    .map(
                        password ->
                            new DatabaseMigration(DatabaseAccess.owner(settings, user), password)));
  }

  /** Returns what was done, in words; throws {@link NotUsableException} when it cannot be. */
  String run() {
    try {
      return words(
          Flyway.configure()
              .dataSource(owner.url(), owner.user(), password)
              // Two branches may be merged in another order than that of their numbers.
              .outOfOrder(true)
              .load()
              .migrate());
    } catch (FlywayException e) {
      throw NotUsableException.of(owner.where(), owner.wordsOf(e), e);
    }
  }

  private static String words(MigrateResult result) {
    return result.migrationsExecuted == 0
        ? "The database was as new as this version already"
        : "The database was migrated to %s, in %d steps"
            .formatted(result.targetSchemaVersion, result.migrationsExecuted);
  }
}
