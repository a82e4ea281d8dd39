package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.fixture.Database;
import dev.uplink.ingress.fixture.Environments;
import dev.uplink.schemas.start.NotUsableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** Who serves without the owner's login changes no table, and says when somebody has to. */
class DatabaseVersionIT {
  private static final String A_LATER_ONE =
      """
      INSERT INTO flyway_schema_history
        (installed_rank, version, description, type, script, installed_by, execution_time, success)
      VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'owner', 1, true)
      """;

  private static final String MIGRATE_FIRST =
      ": run ingress' command 'migrate' first, as deploy/compose and deploy/kubernetes do";

  /** The last that granted nobody a look at the migrations' table. */
  private static final String BEFORE_ANYBODY_LOOKED = "025";

  private final Database database = Database.create();

  @Test
  void anEmptyDatabaseStaysEmptyAndWhatIsMissingIsSaid() throws SQLException {
    assertThatThrownBy(this::start)
        .isInstanceOf(NotUsableException.class)
        .hasMessageStartingWith(where() + "it is not migrated to this version (missing: 001, 002, ")
        .hasMessageEndingWith(")" + MIGRATE_FIRST);
    assertThat(ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).isEqualTo("0");
  }

  @Test
  void tablesOfTheVersionBeforeAreNotEnough() {
    migrated(BEFORE_ANYBODY_LOOKED);

    assertThatThrownBy(this::start)
        .hasMessage(
            where()
                + "it is not migrated to this version, or 'test_ingress' (UPLINK_DATABASE_USER) is"
                + " no member of uplink_ingress"
                + MIGRATE_FIRST);
  }

  @Test
  void whatWasMigratedIsServed() throws SQLException {
    assertThat(migration().run()).startsWith("The database was migrated to 0");
    assertThatCode(this::start).doesNotThrowAnyException();
    assertThat(migration().run()).isEqualTo("The database was as new as this version already");
  }

  /** As two branches make it that were merged in another order than their numbers'. */
  @Test
  void oneThatWasLeftOutBeforeOthersIsMissingUntilItIsRun() {
    migration().run();
    // One that does the same a second time.
    database.execute("DELETE FROM flyway_schema_history WHERE version = '026'");
    database.execute(A_LATER_ONE);

    assertThatThrownBy(this::start)
        .hasMessage(where() + "it is not migrated to this version (missing: 026)" + MIGRATE_FIRST);
    assertThat(migration().run()).contains("in 1 steps");
    assertThatCode(this::start).doesNotThrowAnyException();
  }

  /** In a rolling upgrade, and after one that is taken back. */
  @Test
  void anOlderProgramServesOnNewerTablesAndLeavesThemAsTheyAre() throws SQLException {
    migration().run();
    database.execute("CREATE TABLE of_a_later_version (id integer)");
    database.execute(A_LATER_ONE);

    assertThatCode(this::start).doesNotThrowAnyException();
    assertThat(migration().run()).isEqualTo("The database was as new as this version already");
    assertThat(ask("SELECT max(version) FROM flyway_schema_history")).isEqualTo("999");
  }

  /** As before there was a command for it. */
  @Test
  void whereTheOwnersLoginIsGivenTheStartMigrates() {
    assertThatCode(() -> IngressApplication.prepareDatabase(IngressSettings.read(withOwner())))
        .doesNotThrowAnyException();
    assertThatCode(this::start).doesNotThrowAnyException();
  }

  private void start() {
    IngressApplication.prepareDatabase(IngressSettings.read(environment()));
  }

  private DatabaseMigration migration() {
    return DatabaseMigration.of(MigrationSettings.read(withOwner()));
  }

  private void migrated(String version) {
    Flyway.configure()
        .dataSource(database.url(), Database.OWNER, "")
        .target(MigrationVersion.fromVersion(version))
        .load()
        .migrate();
  }

  private String where() {
    return "PostgreSQL at "
        + database.url().substring("jdbc:postgresql://".length())
        + " (UPLINK_DATABASE_URL) cannot be used: ";
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = database.connect(Database.OWNER);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private Map<String, String> withOwner() {
    Map<String, String> environment = environment();
    environment.put("UPLINK_MIGRATION_USER", Database.OWNER);
    environment.put("UPLINK_MIGRATION_PASSWORD", "not asked for");
    return environment;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = Environments.complete();
    environment.put("UPLINK_DATABASE_URL", database.url());
    environment.put("UPLINK_DATABASE_USER", Database.INGRESS);
    return environment;
  }
}
