package dev.uplink.ingress.webhook.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.ingress.crypto.SealingException;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookSecret;
import java.util.List;
import java.util.Optional;
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

    IntegrationSecrets found = find(address).orElseThrow();

    assertThat(found.integrationId()).isEqualTo(integration);
    assertThat(found.secrets())
        .extracting(WebhookSecret::id)
        .containsExactly(integration + "-2", integration + "-1");
  }

  @Test
  void anIntegrationWithoutSecretsIsFound() {
    assertThat(find(address).orElseThrow().secrets()).isEmpty();
  }

  @Test
  void theSameSlugOfTheOtherProductIsAnotherIntegration() {
    assertThat(find(address("bitbucket-datacenter", integration))).isEmpty();
  }

  @Test
  void aSecretCopiedFromAnotherIntegrationIsAFailureNotAnAbsence() {
    database.addSecret(integration + "-1", integration, database.sealing.seal("other", SECRET));

    assertThatThrownBy(() -> find(address)).isInstanceOf(SealingException.class);
  }

  @Test
  void anUnreachableDatabaseIsAFailureNotAnAbsence() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/uplink");

    assertThatThrownBy(
            () -> new JdbcWebhookSecrets(nowhere, database.sealing).read(List.of(address)))
        .isInstanceOf(SecretsUnavailableException.class);
  }

  @Test
  void oneReadingAnswersForManyAndABrokenSecretSpoilsOnlyItsOwn() {
    String broken = integration + "-broken";
    database.addIntegration(broken, broken);
    database.addSecret(broken + "-1", broken, database.sealing.seal("other", SECRET));
    database.addSecret(integration + "-1", integration, sealed());
    WebhookAddress unknown = address("bitbucket-cloud", integration + "-unknown");
    WebhookAddress unreadable = address("bitbucket-cloud", broken);

    SecretSource.Reading reading = secrets.read(List.of(unreadable, unknown, address));

    assertThat(reading.of(address).orElseThrow().secrets()).hasSize(1);
    assertThat(reading.of(unknown)).isEmpty();
    assertThatThrownBy(() -> reading.of(unreadable)).isInstanceOf(SealingException.class);
  }

  private Optional<IntegrationSecrets> find(WebhookAddress wanted) {
    return secrets.read(List.of(wanted)).of(wanted);
  }

  private byte[] sealed() {
    return database.sealing.seal(integration, SECRET);
  }

  private static WebhookAddress address(String product, String slug) {
    return WebhookAddress.parse(product, "acme", slug).orElseThrow();
  }
}
