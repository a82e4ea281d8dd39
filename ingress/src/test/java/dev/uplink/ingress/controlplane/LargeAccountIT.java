package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.token.TokenSecret;
import dev.uplink.ingress.fixture.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** An account with 100,000 stacks, 10,000 integrations and 1,000 Spaces, a hundred deep. */
class LargeAccountIT {
  private static final String ADMIN = "the-admin-of-the-large-account";
  private static final String READER = "a-reader-in-the-large-account";

  private static final Map<String, String> TOKENS =
      Map.of(ADMIN, "root=ADMIN", READER, "space-999=READER");

  private final Logger queries = (Logger) LoggerFactory.getLogger("io.micronaut.data.query");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeAll
  static void fill() throws SQLException {
    try (Connection owner = RunningIngress.instance().database().connect(Database.OWNER);
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          INSERT INTO accounts (id, name, revision, updated_at) VALUES ('large', 'large', 1, now());
          INSERT INTO spaces VALUES ('large', 'root', 'root', '', '{}', NULL, false, 1, now(), now());
          INSERT INTO spaces SELECT 'large', 'space-' || n, 'Space', '', '{}',
            CASE WHEN n % 100 = 0 THEN 'root' ELSE 'space-' || n - 1 END, true, 1, now(), now()
          FROM generate_series(0, 999) n;
          INSERT INTO integrations (id, account_id, provider, slug, name, is_default, space_id,
            options_vcs_checks, options_use_git_checkout, options_labels, options_description,
            credentials_version, revision, updated_at)
          SELECT 'large-int-' || n, 'large', 'BITBUCKET_CLOUD', 'int-' || n, 'Int', false,
            'space-' || n % 1000, 'INDIVIDUAL', false, '{}', '', 1, 1, now()
          FROM generate_series(1, 10000) n;
          INSERT INTO targets (id, account_id, kind, slug, name, space_id, source_provider,
            source_integration_id, source_namespace, source_repository, source_branch,
            source_project_root, source_additional_project_globs, options_labels,
            options_autodeploy, options_is_disabled, repository_key, revision, updated_at)
          SELECT 'large-stack-' || n, 'large', 'STACK', 'stack-' || n, 'Stack',
            'space-' || n % 1000, 'BITBUCKET_CLOUD', 'large-int-' || n % 10000 + 1, 'acme',
            'net-' || n % 1000, 'main', '', '{}', '{}', false, false,
            'large/bitbucket-cloud/acme/net-' || n % 1000, 1, now()
          FROM generate_series(1, 100000) n;
          ANALYZE\
          """);
      for (Map.Entry<String, String> token : TOKENS.entrySet()) {
        TokenSecret secret = new TokenSecret(token.getKey());
        statement.execute(
            """
            INSERT INTO api_tokens (id, account_id, name, lookup, sha256, roles, is_bootstrap,
              last_used_at)
            VALUES ('%1$s', 'large', 'x', '%2$s', '%1$s', '{%3$s}', false, now() + interval '1 day')\
            """
                .formatted(secret.sha256(), secret.lookup(), token.getValue()));
      }
    }
  }

  /** Others would find it in theirs: a rebuild, for one, publishes every account. */
  @AfterAll
  static void empty() throws SQLException {
    try (Connection owner = RunningIngress.instance().database().connect(Database.OWNER);
        Statement statement = owner.createStatement()) {
      for (String table : List.of("targets", "integrations", "spaces", "api_tokens")) {
        statement.execute("DELETE FROM " + table + " WHERE account_id = 'large'");
      }
      statement.execute("DELETE FROM accounts WHERE id = 'large'");
    }
  }

  @BeforeEach
  void listen() {
    queries.setLevel(Level.DEBUG);
    lines.start();
    queries.addAppender(lines);
  }

  @AfterEach
  void leave() {
    queries.detachAppender(lines);
    queries.setLevel(null);
  }

  /** Whose the token is, where they may read, and the page. */
  @ParameterizedTest
  @CsvSource({
    ADMIN + ",/spaces,2",
    ADMIN + ",/integrations,2",
    ADMIN + ",/stacks,2",
    ADMIN + ",/spaces/space-999/attachable-integrations,3",
    READER + ",/spaces,3",
    READER + ",/integrations,3",
    READER + ",/stacks,3",
    READER + ",/spaces/space-999/attachable-integrations,4"
  })
  void aPageCostsAFewStatementsHoweverMuchThereIs(String token, String path, int statements) {
    Api api = new Api(token);

    assertThat(api.get(path + "?limit=100").body().get("items")).hasSize(100);

    assertStatements(statements);
  }

  /** Whose the token is, the integration, how many use it, and the page. */
  @Test
  void aPageOfUsersCostsAFewStatements() {
    Answer usage = new Api(ADMIN).get("/integrations/large-int-1/usage?limit=9");

    assertThat(usage.body().get("stacks")).hasSize(9);
    assertThat(usage.body().get("stackCount").asInt()).isEqualTo(10);
    assertStatements(4);
  }

  /** What is too old may be deleted at the same moment, by another thread. */
  private void assertStatements(int expected) {
    assertThat(List.copyOf(lines.list))
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("Executing") && !line.contains("DELETE FROM"))
        .hasSize(expected);
  }
}
