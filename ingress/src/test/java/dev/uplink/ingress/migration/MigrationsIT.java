package dev.uplink.ingress.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.fixture.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In a rolling upgrade the tables are migrated while old services still write: a migration may only
 * add what they need not know. What is to go goes one release after the last that used it.
 */
class MigrationsIT {
  /** From before there was anything to upgrade. */
  private static final Map<String, List<String>> BEFORE_ANY_UPGRADE =
      Map.of(
          "002",
          List.of(
              "api_tokens.is_bootstrap is new and has to be written",
              "api_tokens.roles is new and has to be written",
              "api_tokens_bootstrap is demanded of rows now"),
          "003",
          List.of("webhook_secrets_current is demanded of rows now"));

  /** Revokes what no statement uses: no program misses it. */
  private static final String NEVER_USED = "024";

  @Test
  void noMigrationTakesAnythingFromAProgramThatStillRuns() throws SQLException {
    Database database = Database.create();
    Map<String, List<String>> broken = new LinkedHashMap<>();
    Shape before = migrated(database, "001");
    for (MigrationInfo migration : flyway(database, "latest").info().pending()) {
      String version = migration.getVersion().getVersion();
      Shape after = migrated(database, version);
      List<String> found = before.brokenBy(after);
      if (version.equals(NEVER_USED)) {
        found.removeIf(what -> what.endsWith(" is not granted any more"));
      }
      if (!found.isEmpty()) {
        broken.put(version, found);
      }
      before = after;
    }

    assertThat(broken).isEqualTo(BEFORE_ANY_UPGRADE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP TABLE notes                                             | notes.id is gone
          ALTER TABLE notes RENAME COLUMN text TO words                | notes.text is gone
          ALTER TABLE notes ALTER COLUMN id TYPE bigint                | notes.id was int4, is int8
          ALTER TABLE notes ALTER COLUMN text SET NOT NULL             | notes.text may not be null any more
          ALTER TABLE notes ALTER COLUMN kind DROP DEFAULT             | notes.kind has lost its default
          ALTER TABLE notes ADD COLUMN day date; ALTER TABLE notes ALTER COLUMN day SET NOT NULL | notes.day is new and has to be written
          ALTER TABLE notes ADD CONSTRAINT few CHECK (id < 9)          | few is demanded of rows now
          CREATE UNIQUE INDEX once ON notes (text)                     | once is demanded of rows now
          REVOKE UPDATE ON notes FROM uplink_ingress                   | uplink_ingress UPDATE notes.text is not granted any more
          """)
  void whatBreaksAnOlderProgramIsFound(String migration, String found) throws SQLException {
    assertThat(brokenBy(migration)).contains(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE more (id integer PRIMARY KEY)",
        "ALTER TABLE notes ADD COLUMN day date UNIQUE",
        "ALTER TABLE notes ADD COLUMN size integer NOT NULL DEFAULT 0 CHECK (size >= 0)",
        "CREATE INDEX by_text ON notes (text)",
        "GRANT DELETE ON notes TO uplink_ingress"
      })
  void whatOnlyAddsBreaksNothing(String migration) throws SQLException {
    assertThat(brokenBy(migration)).isEmpty();
  }

  private static List<String> brokenBy(String migration) throws SQLException {
    Database database = Database.create();
    database.execute(
        "CREATE TABLE notes (id integer, text text, kind text NOT NULL DEFAULT 'plain')");
    database.execute("GRANT SELECT, INSERT, UPDATE ON notes TO uplink_ingress");
    Shape before = shape(database);
    database.execute(migration);
    return before.brokenBy(shape(database));
  }

  private static Shape migrated(Database database, String version) throws SQLException {
    flyway(database, version).migrate();
    return shape(database);
  }

  private static Shape shape(Database database) throws SQLException {
    try (Connection connection = database.connect(Database.OWNER)) {
      return Shape.of(connection);
    }
  }

  private static Flyway flyway(Database database, String version) {
    return Flyway.configure()
        .dataSource(database.url(), Database.OWNER, "")
        .target(MigrationVersion.fromVersion(version))
        .load();
  }
}
