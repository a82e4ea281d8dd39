package dev.uplink.ingress.webhook.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.crypto.SealingException;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookSecret;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcWebhookSecretsIT {
  private static final byte[] SECRET = "a secret".getBytes(UTF_8);

  private final EdgeDatabase database = EdgeDatabase.get();
  private final JdbcWebhookSecrets secrets =
      new JdbcWebhookSecrets(database.dataSource, database.sealing);
  private final String integration = UUID.randomUUID().toString();
  private final WebhookAddress address = address("bitbucket-cloud", integration);

  @BeforeEach
  void add() {
    database.addIntegration(integration, integration);
  }

  @Test
  void allSecretsAreFoundTheNewestFirst() {
    database.addSecret(integration + "-1", integration, sealed());
    database.addSecret(integration + "-2", integration, sealed());

    IntegrationSecrets found = secrets.apply(address).orElseThrow();

    assertThat(found.integrationId()).isEqualTo(integration);
    assertThat(found.secrets())
        .extracting(WebhookSecret::id)
        .containsExactly(integration + "-2", integration + "-1");
  }

  @Test
  void anIntegrationWithoutSecretsIsFound() {
    assertThat(secrets.apply(address).orElseThrow().secrets()).isEmpty();
  }

  @Test
  void theSameSlugOfTheOtherProductIsAnotherIntegration() {
    assertThat(secrets.apply(address("bitbucket-datacenter", integration))).isEmpty();
  }

  @Test
  void aSecretCopiedFromAnotherIntegrationIsAFailureNotAnAbsence() {
    database.addSecret(integration + "-1", integration, database.sealing.seal("other", SECRET));

    assertThatThrownBy(() -> secrets.apply(address)).isInstanceOf(SealingException.class);
  }

  @Test
  void anUnreachableDatabaseIsAFailureNotAnAbsence() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/uplink");

    assertThatThrownBy(() -> new JdbcWebhookSecrets(nowhere, database.sealing).apply(address))
        .isInstanceOf(SecretsUnavailableException.class);
  }

  private byte[] sealed() {
    return database.sealing.seal(integration, SECRET);
  }

  private static WebhookAddress address(String product, String slug) {
    return WebhookAddress.parse(product, "acme", slug).orElseThrow();
  }
}
