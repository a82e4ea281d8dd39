package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.uplink.e2e.database.Grant;
import dev.uplink.e2e.database.Role;
import dev.uplink.e2e.database.Statements;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every statement in the code of ingress and the notifier is planned by PostgreSQL as the role that
 * the service has, with the tables that the migrations made: what it is granted is what they need.
 */
@ExtendWith(RunningUplink.class)
class DatabaseRolesE2E {
  private static final String INGRESS = "uplink_ingress";
  private static final String NOTIFIER = "uplink_notifier";

  /** Put together by its library, as ingress asks at its start how new the tables are. */
  private static final String FLYWAY_LOOKS =
      """
      SELECT installed_rank, version, description, type, script, checksum, installed_on,
        installed_by, execution_time, success
      FROM flyway_schema_history
      """;

  private static Connection connection;

  @BeforeAll
  static void connect(World world) throws SQLException {
    // In the simple protocol a statement may be planned without its parameters.
    connection =
        DriverManager.getConnection(
            world.uplink().endpoints().database() + "?user=postgres&preferQueryMode=simple");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void noStatementIsRefused() throws Exception {
    for (Role role : roles()) {
      assertThat(role.statements()).as(role.name()).isNotEmpty();
      assertThat(role.refused()).as(role.name()).isEmpty();
    }
  }

  /** One test for each grant: without it some statement would be refused. */
  @TestFactory
  Stream<DynamicTest> takenAway() throws Exception {
    return roles().stream()
        .flatMap(
            role ->
                grants(role).stream()
                    .map(
                        grant ->
                            DynamicTest.dynamicTest(
                                grant.toString(),
                                () ->
                                    assertThat(role.refusedWithout(grant))
                                        .as("a statement that needs it")
                                        .singleElement(STRING)
                                        .contains("permission denied for"))));
  }

  /** What no statement needs is seen as such, so a grant of it fails a test above. */
  @ParameterizedTest
  @CsvSource({
    "uplink_notifier, webhook_secrets, SELECT",
    "uplink_notifier, integrations, UPDATE",
    "uplink_notifier, api_credentials, DELETE",
    "uplink_ingress, outbox, TRUNCATE",
    "uplink_ingress, flyway_schema_history, INSERT",
    "uplink_ingress, audit_entries, UPDATE"
  })
  void oneMoreThanNeeded(String name, String table, String privilege) throws Exception {
    Role role = roles().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Grant more = new Grant(name, table, privilege, "");

    assertThat(role.needlessWith(more)).containsExactly(more);
  }

  /** With the login that it serves by, which is all that somebody finds who takes it over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE mine (id integer)",
        "ALTER TABLE accounts ADD COLUMN mine integer",
        "DROP TABLE audit_entries",
        "TRUNCATE outbox",
        "CREATE INDEX mine ON accounts (name)",
        "CREATE OR REPLACE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
            + " END'",
        "DELETE FROM flyway_schema_history",
        "SELECT sealed FROM api_credentials",
        "GRANT uplink_notifier TO uplink_ingress_local",
        "CREATE ROLE mine",
        "SET ROLE uplink_owner",
        "SET ROLE uplink_notifier"
      })
  void whoHasIngressLoginMayNot(String sql, World world) throws SQLException {
    Map<String, String> ingress = world.uplink().environment(PartName.INGRESS);
    assertThat(ingress).doesNotContainKeys("UPLINK_MIGRATION_USER", "UPLINK_MIGRATION_PASSWORD");
    try (Connection login =
            DriverManager.getConnection(
                world.uplink().endpoints().database(),
                ingress.get("UPLINK_DATABASE_USER"),
                ingress.get("UPLINK_DATABASE_PASSWORD"));
        Statement statement = login.createStatement()) {
      // Nothing stays, even if it may.
      login.setAutoCommit(false);
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void theOwnerOfTheTablesMayMakeNoRoles() throws Exception {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = 'uplink_owner'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean(1)).isFalse();
    }
  }

  /** Nothing of Uplink's belongs to a service, and nothing is for everybody. */
  @Test
  void servicesOwnNothing() throws Exception {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT c.relname, pg_get_userbyid(c.relowner)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND (pg_get_userbyid(c.relowner) <> 'uplink_owner'
                  OR EXISTS (SELECT 1 FROM aclexplode(c.relacl) a WHERE a.grantee = 0))
                """)) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void theProcessorHasNothingToReachADatabaseWith() throws IOException {
    try (Stream<Path> libraries = Files.list(module("processor").resolve("target/lib"))) {
      assertThat(libraries.map(library -> library.getFileName().toString()))
          .isNotEmpty()
          .noneMatch(name -> name.matches(".*(postgres|jdbc|hikari|flyway|r2dbc).*"));
    }
    assertThat(Statements.of(jar("processor"))).isEmpty();
  }

  private static List<Role> roles() throws IOException {
    return List.of(
        new Role(INGRESS, connection, withFlyway(Statements.of(jar("ingress")))),
        new Role(NOTIFIER, connection, Statements.of(jar("notifier"))));
  }

  private static Set<String> withFlyway(Set<String> statements) {
    Set<String> all = new TreeSet<>(statements);
    all.add(FLYWAY_LOOKS);
    return all;
  }

  private static List<Grant> grants(Role role) {
    try {
      return Grant.of(role.name(), connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path module(String name) {
    return Path.of("../..").resolve(name);
  }

  private static Path jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(module(module).resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("uplink-.*SNAPSHOT\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
