package dev.uplink.notifier.bitbucket;

import dev.uplink.schemas.id.BitbucketProduct;
import org.jspecify.annotations.Nullable;

/**
 * What calling its Bitbucket needs to know of an integration.
 *
 * @param apiHost Data Center's base URL with its context path; null on Cloud
 * @param userFacingHost the same for links; null on Cloud
 * @param credentialsVersion grows when the credentials are replaced
 * @param revision grows with each change
 */
public record IntegrationFacts(
    BitbucketProduct product,
    @Nullable String apiHost,
    @Nullable String userFacingHost,
    long credentialsVersion,
    long revision) {}
