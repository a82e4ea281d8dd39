package dev.uplink.ingress.controlplane.integration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration as the audit trail shows it: its details without any secret. New credentials show
 * as a higher version.
 */
record IntegrationState(
    @JsonUnwrapped IntegrationSummary summary,
    VcsChecks vcsChecks,
    boolean useGitCheckout,
    @Nullable String apiHost,
    @Nullable String userFacingHost,
    @Nullable String email,
    @Nullable String username,
    @Nullable Instant apiTokenExpiresAt,
    long credentialsVersion) {

  static IntegrationState of(Integration integration) {
    return new IntegrationState(
        IntegrationSummary.of(integration),
        integration.options().vcsChecks(),
        integration.options().useGitCheckout(),
        integration.access().apiHost(),
        integration.access().userFacingHost(),
        integration.access().email(),
        integration.access().username(),
        integration.access().apiTokenExpiresAt(),
        integration.credentialsVersion());
  }
}
