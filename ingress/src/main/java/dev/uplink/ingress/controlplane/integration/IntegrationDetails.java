package dev.uplink.ingress.controlplane.integration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
    String webhookEndpoint,
    String webhookSecret) {

  static IntegrationDetails of(Integration integration, String webhookBase, String webhookSecret) {
    return new IntegrationDetails(
        IntegrationSummary.of(integration),
        integration.options().vcsChecks(),
        integration.options().useGitCheckout(),
        integration.access().apiHost(),
        integration.access().userFacingHost(),
        integration.access().email(),
        integration.access().username(),
        webhookBase + integration.webhookPath(),
        webhookSecret);
  }

  @Override
  public String toString() {
    return "IntegrationDetails[" + summary.id() + "]";
  }
}
