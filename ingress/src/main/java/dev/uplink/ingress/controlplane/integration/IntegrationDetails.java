package dev.uplink.ingress.controlplane.integration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.uplink.ingress.controlplane.request.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees: the summary, how Bitbucket is reached, and what to paste into
 * Bitbucket's webhook form. Credentials are never shown, not even here.
 */
public record IntegrationDetails(
    @JsonUnwrapped IntegrationSummary summary,
    VcsChecks vcsChecks,
    boolean useGitCheckout,
    @Nullable String apiHost,
    @Nullable String userFacingHost,
    @Nullable String email,
    @Nullable String username,
    @Nullable Instant apiTokenExpiresAt,
    String webhookEndpoint,
    String webhookSecret,
    List<AcceptedSecret> webhookSecrets,
    @Nullable String lastUsedWebhookSecretId,
    List<IntegrationWarning> warnings,
    IntegrationHealth health)
    implements Versioned {

  static IntegrationDetails of(
      Integration integration,
      String webhookBase,
      WebhookSecretView secret,
      IntegrationHealth health,
      Instant now) {
    return new IntegrationDetails(
        IntegrationSummary.of(integration),
        integration.options().vcsChecks(),
        integration.options().useGitCheckout(),
        integration.access().apiHost(),
        integration.access().userFacingHost(),
        integration.access().email(),
        integration.access().username(),
        integration.access().apiTokenExpiresAt(),
        webhookBase + integration.webhookPath(),
        secret.current(),
        secret.accepted(),
        secret.lastUsedId(),
        IntegrationWarning.of(integration, now),
        health);
  }

  @Override
  public long revision() {
    return summary.revision();
  }

  @Override
  public String toString() {
    return "IntegrationDetails[" + summary.id() + "]";
  }
}
