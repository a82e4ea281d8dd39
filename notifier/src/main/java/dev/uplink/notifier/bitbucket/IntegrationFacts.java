package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.Nullable;

/**
 * What posting needs to know of an integration.
 *
 * @param apiHost Data Center's base URL with its context path; null on Cloud
 * @param userFacingHost the same for links; null on Cloud
 * @param credentialsVersion grows when the credentials are replaced
 */
public record IntegrationFacts(
    @Nullable String apiHost, @Nullable String userFacingHost, long credentialsVersion) {}
