package dev.uplink.ingress.controlplane.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody should do about an integration. The names are part of the API. */
enum IntegrationWarning {
  API_TOKEN_EXPIRES_SOON,
  API_TOKEN_EXPIRED;

  /** Enough to make another token without haste. */
  static final Duration SOON = Duration.ofDays(14);

  static List<IntegrationWarning> of(Integration integration, Instant now) {
    @Nullable Instant expiry = integration.access().apiTokenExpiresAt();
    if (expiry == null || expiry.isAfter(now.plus(SOON))) {
      return List.of();
    }
    return List.of(expiry.isAfter(now) ? API_TOKEN_EXPIRES_SOON : API_TOKEN_EXPIRED);
  }
}
