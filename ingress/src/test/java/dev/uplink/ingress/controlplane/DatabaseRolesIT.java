package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.fixture.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseRolesIT {
  @Test
  void ingressCannotReadTheCredentialsItWrites() {
    assertRefused(Database.INGRESS, "SELECT sealed FROM api_credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook_secrets",
        "integrations",
        "api_tokens",
        "accounts",
        "targets",
        "outbox",
        "commit_checks"
      })
  void theNotifierReadsNothingButCredentials(String table) {
    assertRefused(Database.NOTIFIER, "SELECT * FROM " + table);
  }

  @Test
  void theNotifierReadsCredentialsSealsThemAnewAndChangesNothingElseOfThem() {
    assertThatCode(() -> execute(Database.NOTIFIER, "SELECT * FROM api_credentials"))
        .doesNotThrowAnyException();
    assertThatCode(() -> execute(Database.NOTIFIER, "UPDATE api_credentials SET sealed = sealed"))
        .doesNotThrowAnyException();
    assertRefused(Database.NOTIFIER, "DELETE FROM api_credentials");
    assertRefused(Database.NOTIFIER, "UPDATE api_credentials SET version = 2");
  }

  private static void assertRefused(String user, String sql) {
    assertThatThrownBy(() -> execute(user, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private static void execute(String user, String sql) throws SQLException {
    try (Connection connection = RunningIngress.instance().database().connect(user);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
