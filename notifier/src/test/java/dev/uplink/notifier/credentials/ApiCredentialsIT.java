package dev.uplink.notifier.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.uplink.schemas.fixture.part.TestPostgres;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queries, as the role that production uses, against a real PostgreSQL. */
class ApiCredentialsIT {
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";

  private static final CredentialLookup FOUND =
      new CredentialLookup.Found(new ApiCredential.ApiToken("ops@example.com", "s3cret"), 4);

  private static TestPostgres postgres;
  private static ApplicationContext context;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    execute(
        """
        CREATE TABLE api_credentials (
          integration_id text PRIMARY KEY, version bigint NOT NULL, sealed bytea NOT NULL,
          updated_at timestamptz NOT NULL DEFAULT now());
        CREATE ROLE notifier_login LOGIN PASSWORD 'login';
        GRANT SELECT, UPDATE (sealed) ON api_credentials TO notifier_login
        """);
    context =
        ApplicationContext.builder()
            .properties(
                Map.of(
                    "datasources.default.url", postgres.url("postgres"),
                    "datasources.default.username", "notifier_login",
                    "datasources.default.password", "login"))
            .eagerInitSingletons(false)
            .start();
  }

  @AfterAll
  static void stop() {
    context.close();
    postgres.close();
  }

  @Test
  void storedCredentialsAreReadAndOpened() throws Exception {
    Keysets keysets = new Keysets();
    store("int-a", keysets);

    assertThat(credentials(keysets).find("int-a", 4)).isEqualTo(FOUND);
  }

  @Test
  void resealingLeavesNothingThatNeedsTheOldKey() throws Exception {
    Keysets old = new Keysets();
    Keysets both = old.withNewPrimary();
    for (int integration = 0; integration < 3; integration++) {
      store("int-" + integration, old);
    }

    assertThat(resealing(both).run()).isEqualTo(3);

    assertThat(credentials(both.primaryOnly()).find("int-2", 4)).isEqualTo(FOUND);
    assertThat(credentials(old).find("int-2", 4)).isNotEqualTo(FOUND);
  }

  @Test
  void whatOpensWithNoKeyIsNamed() throws Exception {
    store("int-a", new Keysets());

    assertThatIllegalStateException()
        .isThrownBy(() -> resealing(new Keysets()).run())
        .withMessageContaining("int-a");
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("DELETE FROM api_credentials");
  }

  private static void store(String integrationId, Keysets keysets) throws Exception {
    try (Connection connection = postgres.connect("postgres", TestPostgres.SUPERUSER);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO api_credentials (integration_id, version, sealed) VALUES (?, 4, ?)")) {
      insert.setString(1, integrationId);
      insert.setBytes(2, keysets.seal(integrationId, TOKEN));
      insert.execute();
    }
  }

  private static CredentialResealing resealing(Keysets keysets) throws Exception {
    return new CredentialResealing(
        context.getBean(ApiCredentialsRepository.class),
        CredentialOpening.fromPrivateKeyset(keysets.privateKeyset()));
  }

  @Test
  void anIntegrationWithoutCredentialsHasNone() throws Exception {
    assertThat(credentials(new Keysets()).find("nobody", 1))
        .isEqualTo(new CredentialLookup.Missing());
  }

  private static Credentials credentials(Keysets keysets) throws Exception {
    return Credentials.of(
        context.getBean(ApiCredentialsRepository.class),
        CredentialOpening.fromPrivateKeyset(keysets.privateKeyset()));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.connect("postgres", TestPostgres.SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
