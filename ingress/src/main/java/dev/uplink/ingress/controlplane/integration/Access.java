package dev.uplink.ingress.controlplane.integration;

import io.micronaut.data.annotation.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an integration reaches Bitbucket, without the secret part: who it is there, and where.
 *
 * @param apiHost Data Center: base URL of the REST API with its context path; null on Cloud
 * @param userFacingHost Data Center: base URL of links for people, never called; null on Cloud
 * @param email Cloud with an API token
 * @param username Cloud with an app password, and Data Center
 * @param apiTokenExpiresAt when the credentials end, as far as somebody said; nobody asks Bitbucket
 */
@Embeddable
public record Access(
    @Nullable String apiHost,
    @Nullable String userFacingHost,
    @Nullable String email,
    @Nullable String username,
    @Nullable Instant apiTokenExpiresAt) {
  static final Access NONE = new Access(null, null, null, null, null);
}
