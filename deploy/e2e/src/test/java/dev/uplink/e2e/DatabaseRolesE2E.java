package dev.uplink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.uplink.e2e.database.Grant;
import dev.uplink.e2e.database.Role;
import dev.uplink.e2e.database.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every statement in the code of ingress and the notifier is planned by PostgreSQL as the role that
 * the service has, with the tables that the migrations made: what it is granted is what they need.
 */
@ExtendWith(RunningUplink.class)
class DatabaseRolesE2E {
  private static final String INGRESS = "uplink_ingress";
  private static final String NOTIFIER = "uplink_notifier";

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
    "uplink_ingress, audit_entries, UPDATE"
  })
  void oneMoreThanNeeded(String name, String table, String privilege) throws Exception {
    Role role = roles().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Grant more = new Grant(name, table, privilege, "");

    assertThat(role.needlessWith(more)).containsExactly(more);
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
        new Role(INGRESS, connection, Statements.of(jar("ingress"))),
        new Role(NOTIFIER, connection, Statements.of(jar("notifier"))));
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
